import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commands as ids } from '../../src/ids';
import { activated } from './services';

describe('activation', () => {
  it('asks no server and starts no process', async () => {
    const { engine } = await activated();
    assert.equal(engine.status.state, 'stopped');
  });

  it('registers every command', async () => {
    await activated();
    const known = new Set(await commands.getCommands(true));
    assert.deepEqual(
      Object.values(ids).filter(id => !known.has(id)),
      [],
    );
  });
});
