import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParseFailure, type ParseOptions, type Part } from '../../../../src/engine/parsers/types';
import { createParserPool } from '../../../../src/engine/workers/pool';
import { tempFolder } from '../../../support/tempFolder';

describe('the time that a parse may take', function () {
  this.timeout(20_000);
  const folder = tempFolder();
  after(() => folder.remove());

  /** Gives a pool whose own deadline is `own` seconds a document that never ends; tells the seconds that it got. */
  async function secondsGot(own: number, timeout: ParseOptions['timeout'], part: Part): Promise<number> {
    const path = join(folder.path, 'document');
    writeFileSync(path, 'x');
    const pool = createParserPool({
      ...{ workerPath: join(__dirname, 'misbehavingWorker.js'), size: 1, memoryLimitBytes: 2 ** 31 },
      ...{ deadline: () => own * 1000, tessdataDir: folder.path, log: () => undefined },
    });
    const options: ParseOptions = timeout ? { ocr: false, timeout } : { ocr: false };
    const source = { path, name: 'do|hang', size: 1 };
    try {
      await pool.parse(source, part, options, join(folder.path, 'out'), new AbortController().signal);
      assert.fail('it ended');
    } catch (error) {
      assert.ok(error instanceof ParseFailure && error.code === 'TIMEOUT', String(error));
      return Number(/after (\d+) s/.exec(error.message)?.[1]);
    } finally {
      await pool.close();
    }
  }

  it('is what was asked for', async () => {
    const pages = { from: 1, to: 2 };
    assert.equal(await secondsGot(60, { baseMs: 1000 }, pages), 1);
    assert.equal(await secondsGot(60, { baseMs: 500, perPageMs: 250 }, pages), 1);
  });

  it('counts as many pages as there may be where their number is not known', async () => {
    assert.equal(await secondsGot(60, { baseMs: 0, perPageMs: 500 }, { upTo: 4 }), 2);
  });

  it("is the pool's own, with the time for pages on top, where only that was asked for", async () => {
    assert.equal(await secondsGot(1, { perPageMs: 500 }, { from: 1, to: 2 }), 2);
    assert.equal(await secondsGot(1, undefined, { from: 1, to: 2 }), 1);
  });
});
