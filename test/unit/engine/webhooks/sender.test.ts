import assert from 'node:assert/strict';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import type { DeliveryRow } from '../../../../src/engine/store/webhookOutbox';
import type { Hook } from '../../../../src/engine/webhooks/hooks';
import { OutboxAnnouncer } from '../../../../src/engine/webhooks/outboxAnnouncer';
import { WebhookSender } from '../../../../src/engine/webhooks/sender';
import { FakeClock, settle } from '../../../support/fakeClock';
import { tempFolder } from '../../../support/tempFolder';

const second = 1000;
const minute = 60 * second;

/** Receivers that answer what a test says; what it says nothing about answers 200. */
class FakeReceivers {
  /** What arrived, in order: `event subject host`. */
  readonly arrived: string[] = [];
  readonly deliveries: DeliveryRow[] = [];
  /** Answers by host, one after the other; the last stays. `null`: none until it is cut off. */
  readonly answers = new Map<string, (number | Error | Promise<number> | null)[]>();
  underWay = 0;
  mostUnderWay = 0;
  cutOff = 0;

  readonly post = async (delivery: DeliveryRow, signal: AbortSignal): Promise<number> => {
    const { host } = new URL(delivery.hook.url);
    this.arrived.push(`${delivery.event_type} ${delivery.subject_id} ${host}`);
    this.deliveries.push(delivery);
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    try {
      const answers = this.answers.get(host) ?? [200];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      const cutOff = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      return await Promise.race([answer ?? cutOff, cutOff]);
    } catch (error) {
      if (signal.aborted) this.cutOff++;
      throw error;
    } finally {
      this.underWay--;
    }
  };
}

describe('the webhook sender', () => {
  let folder: ReturnType<typeof tempFolder>;
  let clock: FakeClock;
  let receivers: FakeReceivers;
  let store: Store;
  let lock: DataFolder;
  let sender: WebhookSender;
  let announcer: OutboxAnnouncer;
  let lines: string[];
  let idle: number;

  const open = () => {
    lock = new DataFolder(folder.path);
    store = new Store(lock);
    const warn = (line: string) => void lines.push(line);
    sender = new WebhookSender({
      ...{ outbox: store.webhookOutbox, clock, post: receivers.post, onIdle: () => idle++ },
      log: { debug: warn, info: warn, warn, error: warn },
    });
    announcer = new OutboxAnnouncer(store.webhookOutbox, clock, receiver => sender.wake(receiver));
    sender.start();
  };
  const close = async () => {
    await sender.stop(0);
    store.dispose();
    lock.dispose();
  };
  beforeEach(() => {
    folder = tempFolder();
    clock = new FakeClock();
    receivers = new FakeReceivers();
    lines = [];
    idle = 0;
    open();
  });
  afterEach(async () => {
    await close();
    folder.remove();
  });

  const hook = (host: string, events: string[] | null = null): Hook => ({
    ...{ url: `https://${host}/secret-path`, events, headers: { Authorization: 'Bearer secret' } },
    ...{ output_format: 'json', signing_secret: 'secret' },
  });
  const announce = (event: 'running' | 'success', id: string, ...hooks: Hook[]) =>
    store.transaction(() =>
      announcer.announce(`parse.${event}`, {
        ...{ id, project_id: 'prj', status: event === 'running' ? 'RUNNING' : 'COMPLETED', webhooks: hooks },
        facts: { tier: 'fast' },
      }),
    );

  it('sends an event to each webhook that wants it, as one event', async () => {
    announce('success', 'pjb-1', hook('a'), hook('b', ['parse.success']), hook('c', ['parse.error']));
    assert.deepEqual(receivers.arrived, [], 'not before the transaction has ended');
    await settle();
    assert.deepEqual(receivers.arrived, ['parse.success pjb-1 a', 'parse.success pjb-1 b']);
    const [a, b] = receivers.deliveries;
    assert.equal(a?.event_id, b?.event_id);
    assert.deepEqual(JSON.parse(a?.payload ?? ''), {
      ...{ event_id: a?.event_id, event_type: 'parse.success', timestamp: clock.now() / 1000 },
      data: {
        ...{ id: 'pjb-1', job_id: 'pjb-1', project_id: 'prj', status: 'COMPLETED', error_message: null },
        tier: 'fast',
      },
    });
    assert.ok(store.webhookOutbox.isEmpty);
  });

  it('sends nothing of a change that did not happen', async () => {
    assert.throws(() =>
      store.transaction(() => {
        announce('success', 'pjb-1', hook('a'));
        throw new Error('disk full');
      }),
    );
    await settle();
    assert.deepEqual(receivers.arrived, []);
    assert.equal(sender.busy, false);
  });

  it('tries three times, a second and two apart, under one event id, and then gives up without a secret', async () => {
    receivers.answers.set('a', [500, new Error('refused'), 404]);
    announce('success', 'pjb-1', hook('a'));
    await settle();
    assert.equal(receivers.arrived.length, 1);
    await clock.advance(second - 1);
    assert.equal(receivers.arrived.length, 1);
    await clock.advance(1);
    assert.equal(receivers.arrived.length, 2);
    await clock.advance(2 * second - 1);
    assert.equal(receivers.arrived.length, 2);
    await clock.advance(1);
    assert.equal(receivers.arrived.length, 3);
    await clock.advance(10 * minute);
    assert.equal(receivers.arrived.length, 3);
    assert.equal(new Set(receivers.deliveries.map(delivery => delivery.event_id)).size, 1);
    assert.ok(store.webhookOutbox.isEmpty);
    assert.deepEqual(lines, [
      'webhook parse.success of pjb-1 to https://a was given up after 3 tries: status 404',
    ]);
  });

  it('takes any 2xx for success, and no redirect', async () => {
    receivers.answers.set('a', [299]);
    receivers.answers.set('b', [301, 200]);
    announce('success', 'pjb-1', hook('a'), hook('b'));
    await settle();
    await clock.advance(minute);
    assert.deepEqual(
      receivers.arrived.map(line => line.at(-1)),
      ['a', 'b', 'b'],
    );
    assert.deepEqual(lines, []);
  });

  it('waits 30 seconds for an answer', async () => {
    receivers.answers.set('a', [null, 200]);
    announce('success', 'pjb-1', hook('a'));
    await clock.advance(30 * second - 1);
    assert.deepEqual([receivers.cutOff, receivers.underWay], [0, 1]);
    await clock.advance(1);
    assert.deepEqual([receivers.cutOff, receivers.underWay], [1, 0]);
    await clock.advance(second);
    assert.equal(receivers.arrived.length, 2);
    assert.ok(store.webhookOutbox.isEmpty);
  });

  it('keeps the order of one job’s events, also over a retry; other jobs do not wait', async () => {
    receivers.answers.set('a', [500, 200]);
    announce('running', 'pjb-1', hook('a'));
    announce('success', 'pjb-1', hook('a'));
    announce('running', 'pjb-2', hook('a'));
    await settle();
    announce('success', 'pjb-2', hook('a'));
    await clock.advance(second - 1);
    const soon = ['parse.running pjb-1 a', 'parse.running pjb-2 a', 'parse.success pjb-2 a'];
    assert.deepEqual(receivers.arrived, soon);
    await clock.advance(1);
    assert.deepEqual(receivers.arrived, [...soon, 'parse.running pjb-1 a', 'parse.success pjb-1 a']);
  });

  it('makes an event that comes during a back-off wait for the one before it', async () => {
    receivers.answers.set('a', [500, 200]);
    announce('running', 'pjb-1', hook('a'));
    await settle();
    announce('success', 'pjb-1', hook('a'));
    await settle();
    assert.deepEqual(receivers.arrived, ['parse.running pjb-1 a']);
    await clock.advance(second);
    assert.deepEqual(receivers.arrived.slice(1), ['parse.running pjb-1 a', 'parse.success pjb-1 a']);
  });

  it('does not make another URL wait for one that fails', async () => {
    receivers.answers.set('a', [500]);
    announce('running', 'pjb-1', hook('a'), hook('b'));
    await settle();
    announce('success', 'pjb-1', hook('a'), hook('b'));
    await settle();
    assert.deepEqual(receivers.arrived, [
      'parse.running pjb-1 a',
      'parse.running pjb-1 b',
      'parse.success pjb-1 b',
    ]);
  });

  it('sends four at a time to one receiver, whose slowness holds up no other', async () => {
    receivers.answers.set('slow', [null]);
    for (let job = 0; job < 50; job++) announce('success', `pjb-${job}`, hook('slow'));
    await settle();
    assert.equal(receivers.underWay, 4);
    for (let job = 0; job < 50; job++) announce('success', `pjb-${job}`, hook('fast'));
    await settle();
    assert.equal(receivers.arrived.filter(line => line.endsWith('fast')).length, 50);
    assert.equal(receivers.underWay, 4);
  });

  it('sends 32 at a time in all, to the receivers in turn', async () => {
    for (let host = 0; host < 20; host++) {
      receivers.answers.set(`slow${host}`, [null]);
      for (let job = 0; job < 5; job++) announce('success', `pjb-${job}`, hook(`slow${host}`));
    }
    await settle();
    assert.equal(receivers.mostUnderWay, 32);
    // After 30 s each of the first has had its time, and those that had to wait have theirs.
    await clock.advance(30 * second);
    assert.equal(receivers.mostUnderWay, 32);
    const served = new Set(receivers.arrived.map(line => line.split(' ')[2]));
    assert.ok(served.size >= 16, `${served.size} were served`);
  });

  it('goes on after a restart where it was: same event id, same tries, the wait included', async () => {
    receivers.answers.set('a', [500]);
    announce('success', 'pjb-1', hook('a'));
    await clock.advance(second);
    assert.equal(receivers.arrived.length, 2);
    await close();
    open();
    await clock.advance(2 * second - 1);
    assert.equal(receivers.arrived.length, 2);
    await clock.advance(1);
    assert.equal(receivers.arrived.length, 3);
    assert.equal(new Set(receivers.deliveries.map(delivery => delivery.event_id)).size, 1);
    await clock.advance(minute);
    assert.equal(receivers.arrived.length, 3);
    assert.equal(lines.length, 1);
  });

  it('makes a delivery again that an end of the engine cut off, as the same try', async () => {
    receivers.answers.set('a', [null, 500, 500, 200]);
    announce('success', 'pjb-1', hook('a'));
    await settle();
    await close();
    assert.equal(receivers.cutOff, 1);
    open();
    await clock.advance(minute);
    assert.equal(receivers.arrived.length, 4);
    assert.deepEqual(lines, []);
    assert.ok(store.webhookOutbox.isEmpty);
  });

  it('lets what is under way end when the engine leaves, and begins nothing more', async () => {
    let answer: (status: number) => void = () => undefined;
    receivers.answers.set('a', [new Promise(resolve => (answer = resolve))]);
    announce('running', 'pjb-1', hook('a'));
    announce('success', 'pjb-1', hook('a'));
    await settle();
    const stopped = sender.stop(5 * second);
    await settle();
    answer(200);
    await stopped;
    assert.deepEqual([receivers.arrived, receivers.cutOff], [['parse.running pjb-1 a'], 0]);
    assert.equal(store.webhookOutbox.next('https://a', [])?.event_type, 'parse.success');
    announce('success', 'pjb-2', hook('a'));
    await clock.advance(minute);
    assert.equal(receivers.arrived.length, 1);
    assert.equal(clock.pending, 0);
  });

  it('waits no longer than a minute after the clock was set back', async () => {
    receivers.answers.set('a', [500, 200]);
    announce('success', 'pjb-1', hook('a'));
    await settle();
    await close();
    const later = clock.now();
    clock = new FakeClock(later - 24 * 60 * minute);
    open();
    await clock.advance(minute);
    assert.equal(receivers.arrived.length, 2);
  });

  it('keeps the engine while something is to be sent, and says when nothing is', async () => {
    assert.equal(sender.busy, false);
    receivers.answers.set('a', [500, 200]);
    announce('success', 'pjb-1', hook('a'));
    await settle();
    assert.deepEqual([sender.busy, idle], [true, 0]);
    await clock.advance(second);
    assert.deepEqual([sender.busy, idle], [false, 1]);
    assert.equal(clock.pending, 0);
  });

  it('does not keep the engine for ever for receivers that say nothing', async () => {
    receivers.answers.set('a', [null]);
    for (let job = 0; job < 500; job++) announce('success', `pjb-${job}`, hook('a'));
    await clock.advance(9 * minute);
    assert.deepEqual([sender.busy, idle], [true, 0]);
    await clock.advance(2 * minute);
    assert.deepEqual([sender.busy, idle], [false, 1]);
    assert.equal(receivers.underWay, 4, 'it goes on trying');
    announce('success', 'pjb-new', hook('b'));
    await settle();
    assert.equal(sender.busy, true, 'and there is hope again');
  });

  it('keeps the engine for a receiver that answers now and then', async () => {
    receivers.answers.set('a', [null]);
    for (let job = 0; job < 500; job++) announce('success', `pjb-${job}`, hook('a'));
    await clock.advance(9 * minute);
    receivers.answers.set('a', [200, null]);
    await clock.advance(9 * minute);
    assert.deepEqual([sender.busy, idle], [true, 0]);
    await clock.advance(3 * minute);
    assert.deepEqual([sender.busy, idle], [false, 1]);
  });

  it('does not send again what it could not write down, but writes it down later', async () => {
    announce('success', 'pjb-1', hook('a'));
    const { remove } = store.webhookOutbox;
    let failures = 2;
    store.webhookOutbox.remove = function (id) {
      if (failures-- > 0) throw Object.assign(new Error('disk full'), { errcode: 13 });
      return remove.call(this, id);
    };
    await clock.advance(minute);
    assert.equal(receivers.arrived.length, 1);
    assert.ok(store.webhookOutbox.isEmpty);
    assert.equal(lines.length, 2);
  });

  it('tries again later where the outbox cannot be read', async () => {
    const { next } = store.webhookOutbox;
    let failures = 1;
    store.webhookOutbox.next = function (...args) {
      if (failures-- > 0) throw Object.assign(new Error('disk error'), { errcode: 10 });
      return next.apply(this, args);
    };
    announce('success', 'pjb-1', hook('a'));
    await settle();
    assert.deepEqual([receivers.arrived.length, lines], [0, ['webhooks cannot be read: disk error']]);
    await clock.advance(10 * second);
    assert.equal(receivers.arrived.length, 1);
  });
});
