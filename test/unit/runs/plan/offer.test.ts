import assert from 'node:assert/strict';
import {
  confirmWords,
  filesToStart,
  needsConfirmation,
  offerOf,
  sendingWords,
} from '../../../../src/runs/plan/offer';
import type { Plan } from '../../../../src/runs/plan/plan';
import { leftOutGroups } from '../../../../src/runs/plan/summary';

const file = (path: string, bytes: number, estimatedPages: number | null) => ({
  ...{ path, bytes, estimatedPages, source: `/w/${path}`, modified: 1 },
});
const files = [file('a.pdf', 1024, 10), file('b.pdf', 2048, 20), file('c.doc', 1024, null)];
const plan: Plan = { label: 'docs', roots: ['/w'], files, leftOut: [], bytes: 4096 };
const earlier = new Map([['b.pdf', { connectionId: 'eu', projectId: 'p', jobId: 'pjb-1' }]]);
const offer = offerOf(plan, earlier, 'parse_v2', { tier: 'agentic' });

describe('what is offered before a run', () => {
  it('tells files without an earlier result apart, each with its price', () => {
    assert.deepEqual(offer.fresh, {
      ...{ files: 2, bytes: 2048 },
      estimate: { pages: 10, uncounted: 1, credits: 110, atMost: false },
    });
    assert.deepEqual([offer.all.files, offer.all.estimate.credits], [3, 310]);
    assert.equal(sendingWords(offer.all, true), '4 KB · ≥ 31 pages · ≥ 310 credits · US$0.39');
    assert.equal(sendingWords(offer.all, false), '4 KB · ≥ 31 pages');
  });

  it('marks unchanged files with their results, unless they are parsed again', () => {
    const marked = filesToStart(offer, false).map(({ path, earlier }) => [path, earlier?.jobId ?? null]);
    assert.deepEqual(marked, [
      ['a.pdf', null],
      ['b.pdf', 'pjb-1'],
      ['c.doc', null],
    ]);
    assert.ok(filesToStart(offer, true).every(({ earlier }) => !earlier));
  });

  it('is asked about once more beyond the limits, always at 0, and where no price is known', () => {
    const ask = (credits: number, most: number) => needsConfirmation(offer.all, { credits, files: most });
    assert.deepEqual(
      [ask(310, 3), ask(309, 3), ask(310, 2), ask(0, 3), ask(310, 0)],
      [false, true, true, true, true],
    );
    const unknown = offerOf(plan, earlier, 'parse_v2', { tier: 'new' });
    assert.ok(needsConfirmation(unknown.all, { credits: 1e9, files: 1e9 }));
    const nothing = offerOf({ ...plan, files: [] }, new Map(), 'parse_v2', {});
    assert.ok(!needsConfirmation(nothing.all, { credits: 0, files: 0 }), 'nothing is sent');
  });

  it('says in the last question what is not known and what is not sent', () => {
    const words = confirmWords(offer.fresh, offer);
    assert.match(words, /≥ 110 credits · US\$0\.14\. The pages of 1 file cannot be counted here/);
    assert.match(words, /1 unchanged file is not sent\./);
    const plain = confirmWords(
      { ...offer.fresh, estimate: { ...offer.fresh.estimate, uncounted: 0 } },
      { all: offer.fresh, underWay: null },
    );
    assert.doesNotMatch(plain, /counted here|unchanged|twice/);
    const twice = confirmWords(offer.fresh, { ...offer, underWay: { files: 2, label: 'docs' } });
    assert.match(twice, /2 of the files are in the batch “docs”, which has not ended; what is sent twice/);
  });

  it('says what a server does not take', () => {
    const leftOut = (['unsupported', 'too_large', 'empty'] as const).map(reason => ({
      ...{ path: 'x', bytes: 1, reason },
    }));
    const words = (name: string | null) =>
      leftOutGroups(leftOut, { maxFileBytes: 512 * 1024 * 1024, name }).map(group => group.words);
    assert.deepEqual(words('LlamaCloud EU'), [
      'type not supported by LlamaCloud EU',
      'larger than 512 MB, the most that is taken',
      'empty',
    ]);
    assert.equal(words(null)[0], 'type not supported');
  });
});
