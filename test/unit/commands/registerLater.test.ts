import assert from 'node:assert/strict';
import type { Register } from '../../../src/commands/register';
import { registerLater } from '../../../src/commands/registerLater';
import { commands } from '../../../src/ids';

type Handler = Parameters<Register>[1];

/** Registers two commands of which the loaded code knows one; `loads` counts how often it was loaded. */
function setUp() {
  const registered = new Map<string, Handler>();
  const state = { loads: 0 };
  registerLater(
    (id, run) => void registered.set(id, run),
    [commands.cancel, commands.resume],
    async () => {
      state.loads++;
      return register => register(commands.cancel, (...args) => ['cancelled', ...args]);
    },
  );
  return { state, call: async (id: string, ...args: unknown[]) => registered.get(id)?.(...args) };
}

describe('commands that are loaded later', () => {
  it('load their code once, when the first is called, and pass everything on', async () => {
    const { state, call } = setUp();
    assert.equal(state.loads, 0);
    const both = await Promise.all([call(commands.cancel, 1, 2), call(commands.cancel, 3)]);
    assert.deepEqual(both, [
      ['cancelled', 1, 2],
      ['cancelled', 3],
    ]);
    assert.equal(state.loads, 1);
  });

  it('say so where the code lacks one', async () => {
    const { call } = setUp();
    await assert.rejects(call(commands.resume), /has no code/);
  });
});
