import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ParseFailure,
  type ParserPool,
  type ParseSource,
  WorkerCrashed,
} from '../../../../src/engine/parsers/types';
import { isDiskFull, isStorageError } from '../../../../src/engine/store/sqlite';
import { createParserPool, type ParserPoolOptions } from '../../../../src/engine/workers/pool';
import { pageTexts, pdfOf } from '../parsers/samples';

const WORKER = join(__dirname, 'misbehavingWorker.js');
const never = new AbortController().signal;

describe('parser pool', function () {
  // Each test starts processes, which takes long on a busy machine.
  this.timeout(20_000);
  let folder: string;
  let pool: ParserPool;
  let lines: string[];
  let files = 0;

  const open = (options: Partial<ParserPoolOptions> = {}): ParserPool => {
    pool = createParserPool({
      workerPath: WORKER,
      size: 1,
      memoryLimitBytes: 2 ** 31,
      deadline: () => 60_000,
      tessdataDir: join(folder, 'tessdata'),
      log: line => lines.push(line),
      ...options,
    });
    return pool;
  };
  const fresh = (suffix: string): string => join(folder, `${files++}${suffix}`);
  const text = (words: string) => {
    const path = fresh('.bytes');
    writeFileSync(path, words);
    return { path, name: 'note.txt', size: words.length };
  };
  /** A document at which the worker does `what`; resolves the worker's process id once it is at it. */
  const nasty = (what: string) => {
    const pidFile = fresh('.pid');
    const path = fresh('.bytes');
    writeFileSync(path, 'x');
    return { source: { path, name: `do|${what}|${pidFile}`, size: 1 }, pid: () => pidIn(pidFile) };
  };
  const parse = (source: ParseSource, signal = never, out = fresh('.json')) =>
    pool.parse(source, { upTo: 50 }, { ocr: false }, out, signal);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pool-'));
    lines = [];
  });
  afterEach(async () => {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells an error of the disk as such, so that no document is blamed for it', async () => {
    open();
    // Writing to it fails like writing to a full disk (Linux, full(4)).
    const full = '/dev/full';
    const refused = pool.parse(text('words'), { upTo: 50 }, { ocr: false }, full, never);
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(isDiskFull(error) && isStorageError(error), String(error));
      assert.doesNotMatch(String(error), /dev/);
      return true;
    });
    await pool.parse(text('words'), { upTo: 50 }, { ocr: false }, fresh('.json'), never);
  });

  it('parses a part, and leaves the result in the file', async () => {
    open();
    const source = { path: fresh('.bytes'), name: 'Report.PDF', size: 1 };
    writeFileSync(source.path, await pdfOf(['First page', 'Second page', 'Third page']));
    const out = fresh('.json');
    const summary = await pool.parse(source, { from: 2, to: 3 }, { ocr: false }, out, never);
    assert.deepEqual(summary.document, { format: 'pdf', pages: 3 });
    assert.equal(summary.pages, 2);
    assert.equal(summary.sha256, createHash('sha256').update(readFileSync(out)).digest('hex'));
    assert.equal(summary.failedPages, 0);
    assert.ok(summary.characters > 10);
    assert.deepEqual(pageTexts(await readFile(out, 'utf8')), { 2: 'Second page', 3: 'Third page' });
  });

  it('hands on a failure of the document and goes on with the same worker', async () => {
    open();
    const source = { path: fresh('.bytes'), name: 'empty.pdf', size: 0 };
    writeFileSync(source.path, '');
    await assert.rejects(parse(source), isFailure('NO_DATA_FOUND_IN_FILE'));
    assert.equal((await parse(text('still alive'))).characters, 11);
  });

  it('says that a file is missing, and nothing of the machine', async () => {
    open();
    const source = { path: join(folder, 'gone'), name: 'gone.pdf', size: 1 };
    await assert.rejects(parse(source), error => {
      assert.ok(error instanceof ParseFailure);
      assert.equal(error.code, 'INTERNAL_ERROR');
      assert.equal(
        error.message,
        'The stored bytes of the file are gone. Upload it again, and parse it again.',
      );
      return true;
    });
  });

  it('kills the worker of a call that is cancelled, and starts another', async () => {
    open();
    const { source, pid } = nasty('hang');
    const cancel = new AbortController();
    const call = parse(source, cancel.signal);
    const worker = await pid();
    cancel.abort(new Error('no longer wanted'));
    await assert.rejects(call, /no longer wanted/);
    await gone(worker);
    assert.equal((await parse(text('next'))).characters, 4);
  });

  it('drops a cancelled call that still waits, without touching the running one', async () => {
    open();
    const blocker = nasty('hang');
    const stop = new AbortController();
    const running = parse(blocker.source, stop.signal);
    await blocker.pid();
    const cancel = new AbortController();
    const waiting = parse(text('later'), cancel.signal);
    cancel.abort(new Error('changed my mind'));
    await assert.rejects(waiting, /changed my mind/);
    stop.abort(new Error('end'));
    await assert.rejects(running, /end/);
  });

  it('ends a call at its deadline, which grows with the pages of the range', async () => {
    const asked: number[] = [];
    open({
      deadline: pages => {
        asked.push(pages);
        return pages * 10;
      },
    });
    const { source, pid } = nasty('hang');
    const call = pool.parse(source, { from: 11, to: 30 }, { ocr: false }, fresh('.json'), never);
    await assert.rejects(call, isFailure('TIMEOUT'));
    await gone(await pid());
    assert.deepEqual(asked, [20]);
  });

  it('measures no deadline by the clock of the machine, which may be set meanwhile', async () => {
    const now = Date.now;
    // The deadline is asked for when the call has begun, and again when more pages are found.
    const deadline = () => {
      Date.now = () => now() + 3_600_000;
      return 10_000;
    };
    open({ workerPath: join(__dirname, 'growingWorker.js'), workerArgs: [], deadline });
    try {
      await assert.rejects(parse(text('grows')), isFailure('NO_DATA_FOUND_IN_FILE'));
    } finally {
      Date.now = now;
    }
  });

  it('does not count the time in the queue', async () => {
    open({ deadline: pages => (pages === 1 ? 1500 : 4000) });
    const blocker = nasty('hang');
    const first = pool.parse(blocker.source, { from: 1, to: 2 }, { ocr: false }, fresh('.json'), never);
    const second = parse(text('patient'));
    await assert.rejects(first, isFailure('TIMEOUT'));
    assert.equal((await second).characters, 7);
  });

  it('loses one call to a crash', async () => {
    open();
    const { source } = nasty('crash');
    await assert.rejects(parse(source), WorkerCrashed);
    assert.equal((await parse(text('alive'))).characters, 5);
    assert.match(lines.join('\n'), /died \(SIGSEGV\)/);
  });

  it('notices a worker that is killed from outside', async () => {
    open();
    const { source, pid } = nasty('hang');
    const call = parse(source);
    process.kill(await pid(), 'SIGKILL');
    await assert.rejects(call, WorkerCrashed);
  });

  it('ends a worker at its memory ceiling and blames the document', async () => {
    open({ memoryLimitBytes: 400 * 2 ** 20 });
    const { source, pid } = nasty('eat');
    await assert.rejects(parse(source), isFailure('DOCUMENT_TOO_LARGE'));
    await gone(await pid());
  });

  it('takes a worker that is refused memory for one whose document is too large', async () => {
    open();
    await assert.rejects(parse(nasty('ask too much').source), isFailure('DOCUMENT_TOO_LARGE'));
  });

  it('replaces a worker after so many calls', async () => {
    open({ recycleAfterCalls: 2 });
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      const { source, pid } = nasty('nothing');
      await parse(source).catch(() => {});
      seen.push(await pid());
    }
    assert.equal(seen[0], seen[1]);
    assert.notEqual(seen[1], seen[2]);
    await gone(seen[0] ?? 0);
  });

  it('replaces a worker that holds too much memory, between calls', async () => {
    open({ recycleAboveBytes: 1 });
    const seen: number[] = [];
    for (let i = 0; i < 2; i++) {
      const { source, pid } = nasty('nothing');
      await parse(source).catch(() => {});
      seen.push(await pid());
    }
    assert.notEqual(seen[0], seen[1]);
  });

  it('ends a worker that has been idle', async () => {
    open({ idleMs: 50 });
    const { source, pid } = nasty('nothing');
    await parse(source).catch(() => {});
    await gone(await pid());
  });

  it('gives the first pages time by the bytes of the document, as long as their number is unknown', async () => {
    const asked: number[] = [];
    open({
      deadline: pages => {
        asked.push(pages);
        return 60_000;
      },
    });
    for (const size of [1, 500_000, 1e9]) await parse({ ...text('x'), size });
    assert.deepEqual(asked, [1, 11, 50]);
  });

  it('works in turn', async () => {
    open();
    const done: number[] = [];
    await Promise.all([1, 2, 3].map(i => parse(text(String(i))).then(() => done.push(i))));
    assert.deepEqual(done, [1, 2, 3]);
  });

  it('ends every process when it closes, and rejects what waited', async () => {
    open();
    const { source, pid } = nasty('hang');
    const running = parse(source);
    const waiting = parse(text('never'));
    const worker = await pid();
    const ended = Promise.all([assert.rejects(running, /closed/), assert.rejects(waiting, /closed/)]);
    await pool.close();
    await ended;
    assert.ok(!isAlive(worker));
    await assert.rejects(parse(text('after')), /closed/);
  });

  it('leaves no orphan behind a parent that is killed during an endless call', async () => {
    open();
    const pidFile = fresh('.pid');
    const parent = spawn(process.execPath, [join(__dirname, 'lonelyParent.js'), WORKER, folder, pidFile]);
    const worker = await pidIn(pidFile);
    assert.ok(isAlive(worker));
    parent.kill('SIGKILL');
    await gone(worker);
  });
});

function isFailure(code: string) {
  return (error: unknown): true => {
    assert.ok(error instanceof ParseFailure, String(error));
    assert.equal(error.code, code);
    return true;
  };
}

async function until(state: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!state()) {
    assert.ok(Date.now() < end, what);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

async function pidIn(file: string): Promise<number> {
  await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '', 'the worker did not begin');
  return Number(readFileSync(file, 'utf8'));
}

const gone = (pid: number): Promise<void> => until(() => !isAlive(pid), `process ${pid} is still there`);

/** A zombie that nobody has waited for counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(
      existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '',
    );
  } catch {
    return false;
  }
}
