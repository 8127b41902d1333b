import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Emitter } from '../../../../src/base/event';
import type { ModelFailure, ModelProvider, ModelRequest } from '../../../../src/engine/models/types';
import type { AttachedWindows } from '../../../../src/engine/models/windowAsks';
import { WindowModels } from '../../../../src/engine/models/windowModels';
import type { ModelChoice, ModelProviderKind } from '../../../../src/protocol/localModels';
import { FakeClock, settle } from '../../../support/fakeClock';
import { ModelServer, silent } from '../../../support/modelServer';

interface AskLine {
  type: string;
  id: string;
  model?: string;
  request?: ModelRequest;
}

/** Windows without sockets. */
class FakeWindows implements AttachedWindows {
  private readonly attached = new Emitter<string>();
  private readonly detached = new Emitter<string>();
  readonly onAttached = this.attached.event;
  readonly onDetached = this.detached.event;
  readonly open = new Set<string>();
  readonly lines: { window: string; line: AskLine }[] = [];

  attach(window: string): void {
    this.open.add(window);
    this.attached.fire(window);
  }

  detach(window: string): void {
    this.open.delete(window);
    this.detached.fire(window);
  }

  sendTo(window: string, line: object): boolean {
    if (!this.open.has(window)) return false;
    this.lines.push({ window, line: line as AskLine });
    return true;
  }
}

const budget = { tokens: null, seconds: 120 };
const rules: ModelChoice = { provider: 'rules' };
const vscode: ModelChoice = { provider: 'vscode', model: 'test/m', context_tokens: 4000, budget };
const endpoint: ModelChoice = {
  ...{ provider: 'endpoint', url: 'http://127.0.0.1:9/v1', key: 'k', model: 'm' },
  ...{ context_tokens: null, budget },
};
const request: ModelRequest = { system: 's', user: 'u', schema: { type: 'object' }, maxOutputTokens: 10 };
const answer = { text: '{}', end: 'complete', inputTokens: 1, outputTokens: null } as const;
const never = new AbortController().signal;

describe('WindowModels', () => {
  let clock: FakeClock;
  let windows: FakeWindows;
  let models: WindowModels;
  const opened: WindowModels[] = [];
  const start = (expected: ModelProviderKind) => {
    clock = new FakeClock();
    windows = new FakeWindows();
    models = new WindowModels({ windows, expected, clock });
    opened.push(models);
  };
  afterEach(async () => {
    for (const made of opened.splice(0)) await made.dispose();
    assert.equal(clock.pending, 0, 'no timer is left');
  });

  /** What a promise has come to; `waits` while it has not. */
  const stateOf = async (promise: Promise<unknown>) => {
    let state: unknown = 'waits';
    promise.then(
      value => (state = value),
      error => (state = error),
    );
    await settle();
    return state;
  };
  const attach = (window: string, choice: ModelChoice) => {
    windows.attach(window);
    assert.ok(models.say(window, choice));
  };
  const current = async () => {
    const provider = await models.current(never);
    assert.ok(provider);
    return provider;
  };
  const failure = (reason: string, message: RegExp) => (error: ModelFailure) => {
    assert.equal(error.name, 'ModelFailure');
    assert.equal(error.reason, reason);
    assert.match(error.message, message);
    return true;
  };

  describe('current', () => {
    it('is rules where nothing else was said or expected', async () => {
      start('rules');
      assert.equal(await models.current(never), null);
    });

    it('waits for the word of a window where a model is expected', async () => {
      start('endpoint');
      const waiting = models.current(never);
      await clock.advance(59_000);
      assert.equal(await stateOf(waiting), 'waits');
      attach('one', endpoint);
      const provider = await waiting;
      assert.equal(provider?.kind, 'endpoint');
      assert.equal(provider.model, 'm');
      assert.deepEqual(provider.budget, budget);
    });

    it('fails, and never falls back to rules, where no window comes', async () => {
      start('vscode');
      const waiting = models.current(never);
      waiting.catch(() => undefined);
      await clock.advance(60_000);
      await assert.rejects(
        waiting,
        failure('unavailable', /^No VS Code window is open .* retry the file\.$/),
      );
      // The next job does not wait as long again.
      await assert.rejects(models.current(never), failure('unavailable', /^No VS Code window/));
    });

    it('waits for a window that has attached and not spoken, though rules were expected', async () => {
      start('rules');
      windows.attach('one');
      const waiting = models.current(never);
      assert.equal(await stateOf(waiting), 'waits');
      models.say('one', endpoint);
      assert.equal((await waiting)?.kind, 'endpoint');
    });

    it('does not wait long for a window that never speaks', async () => {
      start('rules');
      windows.attach('old');
      const waiting = models.current(never);
      await clock.advance(5_000);
      assert.equal(await waiting, null);
    });

    it('is what was said last, by whichever window that is still there', async () => {
      start('rules');
      attach('one', endpoint);
      attach('two', rules);
      assert.equal(await models.current(never), null);
      windows.detach('two');
      assert.equal((await current()).kind, 'endpoint');
      models.say('one', rules);
      assert.equal(await models.current(never), null);
    });

    it('stays with a server when the windows have gone', async () => {
      start('rules');
      attach('one', endpoint);
      windows.detach('one');
      assert.equal((await current()).kind, 'endpoint');
    });

    it('says why a model cannot be asked', async () => {
      start('endpoint');
      attach('one', { provider: 'blocked', reason: 'consent', message: 'Not yet allowed. Allow it.' });
      await assert.rejects(models.current(never), failure('consent', /^Not yet allowed\. Allow it\.$/));
    });

    it('gives a window that has just opened time to find its model', async () => {
      start('vscode');
      const missing = { provider: 'blocked', reason: 'unavailable', message: 'Not there yet.' } as const;
      attach('one', missing);
      const waiting = models.current(never);
      await clock.advance(15_000);
      assert.equal(await stateOf(waiting), 'waits');
      models.say('one', vscode);
      assert.equal((await waiting)?.kind, 'vscode');
      models.say('one', missing);
      const inVain = models.current(never);
      inVain.catch(() => undefined);
      await clock.advance(5_000);
      await assert.rejects(inVain, failure('unavailable', /^Not there yet/));
    });

    it('is what one window can ask, though another has not heard that it may', async () => {
      start('rules');
      attach('one', endpoint);
      attach('two', { provider: 'blocked', reason: 'consent', message: 'Not yet allowed.' });
      assert.equal((await current()).kind, 'endpoint');
      windows.detach('one');
      windows.detach('two');
      assert.equal((await current()).kind, 'endpoint');
    });

    it('gives one provider to many jobs, and another after a change', async () => {
      start('rules');
      attach('one', endpoint);
      const first = await current();
      assert.equal(await current(), first);
      models.say('one', { ...endpoint, key: 'other' });
      assert.notEqual(await current(), first);
    });

    it('stops waiting where it is aborted', async () => {
      start('vscode');
      const abort = new AbortController();
      const waiting = models.current(abort.signal);
      abort.abort(new Error('cancelled'));
      await assert.rejects(waiting, /cancelled/);
    });

    it('takes no word of a window that is not attached', () => {
      start('rules');
      assert.equal(models.say('stranger', endpoint), false);
    });
  });

  describe('a model of VS Code', () => {
    let model: ModelProvider;
    const only = (n = 0) => {
      const asked = windows.lines.filter(({ line }) => line.type === 'ask');
      assert.equal(asked.length, n + 1, JSON.stringify(windows.lines));
      const { window, line } = asked[n] ?? assert.fail();
      return { window, ...line };
    };
    beforeEach(async () => {
      start('vscode');
      attach('one', vscode);
      model = await current();
    });

    it('is asked through the window that told of it', async () => {
      assert.deepEqual([model.kind, model.model, model.contextTokens], ['vscode', 'test/m', 4000]);
      const asking = model.ask(request, never);
      await settle();
      const { window, id, model: asked, request: got } = only();
      assert.deepEqual([window, asked, got], ['one', 'test/m', request]);
      assert.ok(models.answer(id, { answer }));
      assert.deepEqual(await asking, answer);
      assert.equal(models.answer(id, { answer }), false, 'nobody waits any more');
    });

    it('fails with what the window says', async () => {
      const asking = model.ask(request, never);
      await settle();
      models.answer(only().id, { failure: { reason: 'consent', message: 'VS Code does not let us.' } });
      await assert.rejects(asking, failure('consent', /does not let us/));
    });

    it('is asked through another window where the first is closed', async () => {
      attach('two', vscode);
      const asking = model.ask(request, never);
      await settle();
      assert.equal(only().window, 'two');
      windows.detach('two');
      await settle();
      assert.equal(only(1).window, 'one');
      models.answer(only(1).id, { answer });
      assert.deepEqual(await asking, answer);
    });

    it('waits out the reload of its only window', async () => {
      const asking = model.ask(request, never);
      await settle();
      windows.detach('one');
      await clock.advance(20_000);
      windows.attach('reloaded');
      await clock.advance(4_000);
      models.say('reloaded', vscode);
      await settle();
      models.answer(only(1).id, { answer });
      assert.deepEqual(await asking, answer);
    });

    it('fails where its only window stays closed', async () => {
      const asking = model.ask(request, never);
      asking.catch(() => undefined);
      await settle();
      windows.detach('one');
      await clock.advance(60_000);
      await assert.rejects(asking, failure('unavailable', /^No VS Code window/));
    });

    it('fails where another was chosen and its window is closed', async () => {
      const asking = model.ask(request, never);
      asking.catch(() => undefined);
      await settle();
      attach('two', endpoint);
      windows.detach('one');
      await assert.rejects(asking, failure('unavailable', /^Another language model was chosen/));
    });

    it('is asked again, with patience, where it is asked too much', async () => {
      const asking = model.ask(request, never);
      const busy = { failure: { reason: 'rate_limited', message: 'Too much.' } } as const;
      asking.catch(() => undefined);
      for (const [n, wait] of [2_000, 10_000, 30_000].entries()) {
        await settle();
        models.answer(only(n).id, busy);
        await clock.advance(wait);
      }
      models.answer(only(3).id, busy);
      await assert.rejects(asking, failure('rate_limited', /Too much/));
    });

    it('is told where its answer is not wanted any more', async () => {
      const abort = new AbortController();
      const asking = model.ask(request, abort.signal);
      await settle();
      const { id } = only();
      abort.abort(new Error('cancelled'));
      await assert.rejects(asking, /cancelled/);
      assert.deepEqual(windows.lines.at(-1), { window: 'one', line: { type: 'cancel_ask', id } });
      assert.equal(models.answer(id, { answer }), false);
    });

    it('has the time that the settings give it', async () => {
      const asking = model.ask(request, never);
      asking.catch(() => undefined);
      await clock.advance(120_000);
      await assert.rejects(asking, failure('timeout', /test\/m did not answer within 120 s/));
      assert.equal(windows.lines.at(-1)?.line.type, 'cancel_ask');
    });
  });

  describe('a model of a server', () => {
    let server: ModelServer;
    beforeEach(async () => {
      server = await ModelServer.start(silent);
      start('endpoint');
    });
    afterEach(() => server.stop());

    const chosen = (): ModelChoice => ({ ...endpoint, url: server.url }) as ModelChoice;
    const asked = async (signal = never) => {
      const provider = await current();
      const heard = provider.ask(request, signal);
      heard.catch(() => undefined);
      while (server.calls.length === 0) await setImmediate();
      return { provider, heard };
    };

    for (const [what, other] of [
      ['rules', rules],
      ['another server', { ...endpoint, url: 'http://127.0.0.1:9/v2' } as ModelChoice],
      ["one of VS Code's", vscode],
    ] as const) {
      it(`is left with what it is asked, and not asked again, once ${what} is chosen`, async () => {
        attach('one', chosen());
        const { provider, heard } = await asked();
        assert.ok(models.say('one', other));
        await assert.rejects(heard, failure('unavailable', /^Another language model was chosen/));
        await assert.rejects(provider.ask(request, never), failure('unavailable', /^Another/));
        assert.equal(server.calls.length, 1);
      });
    }

    it('is not asked once documents may not go there any more', async () => {
      attach('one', chosen());
      const provider = await current();
      const message = 'You have not yet allowed it.';
      assert.ok(models.say('one', { provider: 'blocked', reason: 'consent', message }));
      await assert.rejects(provider.ask(request, never), failure('consent', /^You have not yet/));
      assert.equal(server.calls.length, 0);
    });

    it('goes on when its windows go, or limits and key are others', async () => {
      attach('one', chosen());
      const end = new AbortController();
      const { heard } = await asked(end.signal);
      attach('two', { ...chosen(), key: 'other', context_tokens: 5000 } as ModelChoice);
      windows.detach('one');
      windows.detach('two');
      windows.attach('three');
      assert.equal(await stateOf(heard), 'waits');
      end.abort();
      await assert.rejects(heard, /aborted/);
    });
  });

  it('asks no window for a model of VS Code that its settings name no more', async () => {
    start('vscode');
    attach('one', vscode);
    const provider = await current();
    assert.ok(models.say('one', { ...vscode, model: 'test/other' } as ModelChoice));
    await assert.rejects(provider.ask(request, never), failure('unavailable', /^Another language model/));
    assert.deepEqual(windows.lines, []);
  });
});
