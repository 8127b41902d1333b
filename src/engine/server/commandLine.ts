import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../../base/log';
import { type ModelProviderKind, modelProviderKinds } from '../../protocol/localModels';
import { EngineExit } from '../store/engineExit';

/** What the command line asks for. */
export type Command = { run: 'version' } | { run: 'worker' } | { run: 'thread' } | ServeCommand;

export interface ServeCommand {
  run: 'serve';
  dataDir: string;
  port: number;
  tokenFile: string;
  idleTimeoutMs: number | null;
  /** Results older than this are removed; null: never. */
  keepResultsMs: number | null;
  /** The oldest results go where the data folder holds more; null: no limit. */
  maxStoreBytes: number | null;
  /** `source_url` and webhooks may lead to private addresses. */
  allowPrivateNetwork: boolean;
  /** What extracts and classifies, as the windows will say more exactly: jobs wait for their word where it is a model. */
  model: ModelProviderKind;
}

const dayMs = 24 * 3_600_000;
const gigabyte = 1024 ** 3;

const usage = `Usage: node engine.js --data DIR --token-file FILE [options] | --version
  --port N                 port on 127.0.0.1; 0 (default): any free one
  --idle-timeout SECONDS   end when nobody has used the engine for so long; default: never
  --keep-days N            remove results that are older; default 30, 0: never
  --max-store-gb N         remove the oldest results where the data folder holds more; default 20, 0: no limit
  --allow-private-network  let source_url and webhooks lead to private addresses
  --model KIND             rules (default), vscode or endpoint: what windows will tell to extract and classify`;

/** Reads the arguments (without Node and script). Throws EngineExit for bad ones. */
export function readCommandLine(args: readonly string[]): Command {
  if (args[0] === 'worker') return { run: 'worker' };
  if (args[0] === 'thread') return { run: 'thread' };
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
    keepResultsMs: wholeNumber('--keep-days', values['keep-days'], 36_500) * dayMs || null,
    maxStoreBytes: wholeNumber('--max-store-gb', values['max-store-gb'], 1_000_000) * gigabyte || null,
    allowPrivateNetwork: values['allow-private-network'],
    model: oneOf('--model', values.model, modelProviderKinds),
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
        'keep-days': { type: 'string', default: '30' },
        'max-store-gb': { type: 'string', default: '20' },
        'allow-private-network': { type: 'boolean', default: false },
        model: { type: 'string', default: 'rules' },
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

function oneOf<const T extends string>(option: string, text: string, values: readonly T[]): T {
  const found = values.find(value => value === text);
  if (found !== undefined) return found;
  throw new EngineExit('usage', `${option} takes one of ${values.join(', ')}.\n${usage}`);
}
