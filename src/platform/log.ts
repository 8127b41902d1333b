import type { LogOutputChannel } from 'vscode';
import type { Log } from '../base/log';

/** Takes out what looks like a key, whoever put it into a message. */
export function redact(message: string): string {
  return message.replace(/\bllx-[\w-]+/g, 'llx-…').replace(/\b(Bearer\s+)\S+/gi, '$1…');
}

/** The extension's log, kept in VS Code's "Llama Batches" output channel with its levels and rotation. */
export function channelLog(channel: LogOutputChannel): Log {
  return {
    debug: message => channel.debug(redact(message)),
    info: message => channel.info(redact(message)),
    warn: message => channel.warn(redact(message)),
    error: message => channel.error(redact(message)),
  };
}
