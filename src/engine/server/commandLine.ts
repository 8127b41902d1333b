import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/log';
import { EngineExit } from '../store/engineExit';

/** What the command line asks for. */
export type Command =
  | { run: 'version' }
  | { run: 'worker' }
  | { run: 'serve'; dataDir: string; port: number; tokenFile: string; idleTimeoutMs: number | null };

const usage =
  'Usage: node engine.js --data DIR --token-file FILE [--port 0] [--idle-timeout SECONDS] | --version';

/** Reads the arguments (without Node and script). Throws EngineExit for bad ones. */
export function readCommandLine(args: readonly string[]): Command {
  if (args[0] === 'worker') return { run: 'worker' };
  const values = parse(args);
  if (values.version) return { run: 'version' };
  const { data, 'token-file': tokenFile } = values;
  if (!data || !tokenFile) throw new EngineExit('usage', usage);
  const idle = values['idle-timeout'];
  return {
    run: 'serve',
    dataDir: data,
    tokenFile,
    port: wholeNumber('--port', values.port, 65_535),
    idleTimeoutMs: idle === undefined ? null : wholeNumber('--idle-timeout', idle, 1_000_000) * 1000,
  };
}

/** The bearer token in a file; never on the command line, where other users could see it. Throws EngineExit. */
export function readToken(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new EngineExit('token', `The token file cannot be read: ${messageOf(error)}`);
  }
  if (!token) throw new EngineExit('token', 'The token file is empty. Write a random token into it.');
  return token;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
        'token-file': { type: 'string' },
        'idle-timeout': { type: 'string' },
        version: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new EngineExit('usage', `${messageOf(error)}\n${usage}`);
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new EngineExit('usage', `${option} takes a whole number from 0 to ${most}.\n${usage}`);
}
