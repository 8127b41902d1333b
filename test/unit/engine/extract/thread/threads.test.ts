import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Threads } from '../../../../../src/engine/extract/thread/threads';
import { JobFailure } from '../../../../../src/engine/jobs/jobFailure';
import { ModelFailure, type ModelProvider } from '../../../../../src/engine/models/types';
import { FakeClock } from '../../fakes';
import { eventually } from '../../testEngine';

const script = join(__dirname, 'oddThread.js');

describe('the threads', function () {
  this.timeout(20_000);
  let clock: FakeClock;
  let threads: Threads;
  beforeEach(() => {
    clock = new FakeClock();
    threads = new Threads({ script, clock, most: 2, mostMs: 1000, memoryMb: 64 });
  });
  afterEach(() => threads.dispose());

  /** Tasks of the odd thread are not those of the engine. */
  const run = (task: string, input: unknown = null, more: Partial<Parameters<Threads['run']>[2]> = {}) =>
    threads.run(task as 'extract', input as never, {
      signal: new AbortController().signal,
      provider: null,
      ...more,
    }) as Promise<unknown>;
  const model = (ask: ModelProvider['ask']): ModelProvider => ({
    ...{ kind: 'endpoint', model: 'm', contextTokens: null, ask },
  });

  it('does one task after the other in one thread, which knows nothing of the environment', async () => {
    assert.deepEqual(await run('fine'), { tasks: 1, environment: [] });
    assert.deepEqual(await run('fine'), { tasks: 2, environment: [] });
  });

  it('ends a thread that computes for too long, and begins another', async () => {
    const spinning = run('spin');
    await eventually(() => clock.waiting > 0);
    clock.advance(1000);
    await assert.rejects(
      spinning,
      (error: unknown) => error instanceof JobFailure && /^TIMEOUT: .* 1 s/.test(error.message),
    );
    assert.deepEqual(await run('fine'), { tasks: 1, environment: [] });
  });

  it('ends a thread whose task is wanted no more', async () => {
    const controller = new AbortController();
    const spinning = run('spin', null, { signal: controller.signal });
    await eventually(() => clock.waiting > 0);
    controller.abort(new Error('cancelled'));
    await assert.rejects(spinning, /cancelled/);
    assert.deepEqual(await run('fine'), { tasks: 1, environment: [] });
  });

  it('tells of a thread that died, without what it was reading', async () => {
    await assert.rejects(run('die'), /a thread ended with 3/);
    await assert.rejects(run('throw'), (error: unknown) => !/document/.test(String(error)));
    await assert.rejects(run('refuse'), new JobFailure('The file is empty.'));
    assert.deepEqual(await run('fine'), { tasks: 2, environment: [] });
  });

  it('survives a task that takes all memory', async () => {
    await assert.rejects(run('eat'), /^JobFailure: DOCUMENT_TOO_LARGE/);
    assert.deepEqual(await run('fine'), { tasks: 1, environment: [] });
  });

  it('holds back what is more than it may do at the same time', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const spinning = [first, second].map(({ signal }) =>
      assert.rejects(run('spin', null, { signal }), /enough/),
    );
    let isDone = false;
    const third = run('fine').then(() => {
      isDone = true;
    });
    const fourth = new AbortController();
    const dropped = run('fine', null, { signal: fourth.signal });
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(isDone, false);
    fourth.abort(new Error('not any more'));
    await assert.rejects(dropped, /not any more/);
    first.abort(new Error('enough'));
    await third;
    second.abort(new Error('enough'));
    await Promise.all(spinning);
  });

  it('asks the model for a task, whose time does not run meanwhile', async () => {
    let answer: (text: string) => void = () => undefined;
    const asked: string[] = [];
    const provider = model(({ user }) => {
      asked.push(user);
      return new Promise(resolve => {
        answer = text => resolve({ text, end: 'complete', inputTokens: null, outputTokens: null });
      });
    });
    const asking = run('ask', 'how much?', { provider });
    await eventually(() => asked.length === 1);
    assert.deepEqual(asked, ['how much?']);
    clock.advance(60_000);
    answer('17');
    assert.equal(await asking, '17');
  });

  it('passes on why a model cannot be asked', async () => {
    const failure = new ModelFailure('consent', 'Allow the model first.');
    const refused = run('ask', '', { provider: model(() => Promise.reject(failure)) });
    await assert.rejects(refused, failure);
  });

  it('asks the model no more for a task that is over', async () => {
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const provider = model((_request, its) => {
      signal = its;
      return new Promise((_resolve, reject) => its.addEventListener('abort', () => reject(its.reason)));
    });
    const asking = run('ask', '', { provider, signal: controller.signal });
    await eventually(() => signal !== undefined);
    controller.abort(new Error('cancelled'));
    await assert.rejects(asking, /cancelled/);
    assert.ok(signal?.aborted);
  });

  it('ends what runs, and what waits, when it is disposed', async () => {
    const all = ['spin', 'spin', 'fine'].map(task => run(task));
    threads.dispose();
    for (const each of all) await assert.rejects(each, /The engine ends/);
  });

  it('ends threads that have nothing to do', async () => {
    await run('fine');
    clock.advance(30_000);
    assert.deepEqual(await run('fine'), { tasks: 1, environment: [] });
  });
});
