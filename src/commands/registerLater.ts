import type { CommandId } from '../ids';
import type { Register } from './register';

type Handler = Parameters<Register>[1];

/**
 * Registers commands whose code is loaded when the first of them is called; `load` gives the function that registers
 * exactly these.
 */
export function registerLater(
  register: Register,
  ids: readonly CommandId[],
  load: () => Promise<(register: Register) => void>,
): void {
  let loading: Promise<ReadonlyMap<CommandId, Handler>> | undefined;
  for (const id of ids) {
    register(id, async (...args) => {
      loading ??= load().then(handlersOf);
      const handler = (await loading).get(id);
      if (!handler) throw new Error(`The command ${id} has no code. Reinstall Llama Batches.`);
      return handler(...args);
    });
  }
}

function handlersOf(registerAll: (register: Register) => void): ReadonlyMap<CommandId, Handler> {
  const handlers = new Map<CommandId, Handler>();
  registerAll((id, run) => void handlers.set(id, run));
  return handlers;
}
