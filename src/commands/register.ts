import { commands, type Disposable, window } from 'vscode';
import { type Log, messageOf } from '../base/log';
import { ApiError } from '../client/errors';
import { EngineFailure, isEngineFailure } from '../connections/engine/failures';
import { type CommandId, commands as ids } from '../ids';

/** A person pressed Cancel or Escape: nothing to tell. */
export class Dismissed extends Error {
  override readonly name = 'Dismissed';
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** Registers one command under its id. */
export type Register = (id: CommandId, run: (...args: unknown[]) => Promise<unknown> | unknown) => void;

/**
 * Registers a command. What it throws becomes one message with a next step, and a line in the log.
 */
export function registerCommand(
  log: Log,
  id: CommandId,
  run: (...args: unknown[]) => Promise<unknown> | unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (error instanceof Dismissed || isAbort(error)) return undefined;
      log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      void tell(error);
      return undefined;
    }
  });
}

/** Shows an error with what a person can do about it. */
export async function tell(error: unknown): Promise<void> {
  const actions: Record<string, CommandId> = { 'Show Log': ids.showLog };
  if (isEngineFailure(error)) actions['Restart the Engine'] = ids.restartEngine;
  const expected = error instanceof EngineFailure || error instanceof ApiError;
  const message = expected ? error.message : `Llama Batches: ${messageOf(error)}`;
  const chosen = await window.showErrorMessage(message, ...Object.keys(actions));
  const next = chosen && actions[chosen];
  if (next) await commands.executeCommand(next);
}
