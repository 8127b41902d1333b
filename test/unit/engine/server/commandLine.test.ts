import assert from 'node:assert/strict';
import { readCommandLine } from '../../../../src/engine/server/commandLine';

const needed = ['--data', 'd', '--token-file', 't'];

describe('the command line of the engine', () => {
  it('has a default for everything but the folder and the token', () => {
    assert.deepEqual(readCommandLine(needed), {
      run: 'serve',
      dataDir: 'd',
      tokenFile: 't',
      port: 0,
      idleTimeoutMs: null,
      keepResultsMs: 30 * 86_400_000,
      maxStoreBytes: 20 * 1024 ** 3,
      allowPrivateNetwork: false,
      model: 'rules',
    });
  });

  it('keeps everything where days and gigabytes are 0', () => {
    const command = readCommandLine([...needed, '--keep-days', '0', '--max-store-gb', '0']);
    assert.ok(command.run === 'serve');
    assert.equal(command.keepResultsMs, null);
    assert.equal(command.maxStoreBytes, null);
  });

  it('takes the private network in only where that was said', () => {
    const command = readCommandLine([...needed, '--allow-private-network']);
    assert.ok(command.run === 'serve' && command.allowPrivateNetwork);
  });

  for (const bad of [
    ['--keep-days', '-1'],
    ['--max-store-gb', 'many'],
    ['--port', '65536'],
    ['--model', 'magic'],
    ['--unknown'],
    ['more'],
  ]) {
    it(`refuses ${bad.join(' ')} and says how it is used`, () => {
      assert.throws(() => readCommandLine([...needed, ...bad]), {
        name: 'EngineExit',
        exitCode: 2,
        message: /Usage:/,
      });
    });
  }
});
