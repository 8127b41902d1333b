import type { LogOutputChannel } from 'vscode';
import type { Disposable } from '../base/lifecycle';
import type { Log } from '../base/log';
import { withoutAnyKey } from '../client/redact';

/** Takes out what looks like a key, whoever put it into a message. */
export function redact(message: string): string {
  return withoutAnyKey(message).replace(/\b(Bearer\s+)\S+/gi, '$1…');
}

/** The log and its end: what is written later is dropped, since VS Code throws for a channel that was closed. */
export interface ChannelLog extends Log, Disposable {}

/** The extension's log, kept in VS Code's "Llama Batches" output channel with its levels and rotation. */
export function channelLog(channel: LogOutputChannel): ChannelLog {
  let closed = false;
  const to = (level: keyof Log) => (message: string) => {
    if (!closed) channel[level](redact(message));
  };
  return {
    debug: to('debug'),
    info: to('info'),
    warn: to('warn'),
    error: to('error'),
    dispose: () => {
      closed = true;
      channel.dispose();
    },
  };
}
