import assert from 'node:assert/strict';
import { chargedSentence, creditsWord } from '../../../src/runs/charges';

describe('charges', () => {
  it('are told in credits, parts of one to the hundredth', () => {
    assert.equal(creditsWord(1180), '1,180 credits');
    assert.equal(creditsWord(1), '1 credit');
    assert.equal(creditsWord(1 / 3), '0.33 credits');
  });

  it('are told to a person who cancels, as far as they are known', () => {
    const sentences: [number | null, number, string][] = [
      [1180, 0, '1,180 credits were charged already.'],
      [1, 0, '1 credit was charged already.'],
      [
        30,
        2,
        '30 credits were charged already; what the server charges for 2 further files is not known yet.',
      ],
      [null, 1, 'What the server charges for 1 file is not known yet.'],
      [null, 0, 'The server has told of no charge. Files that it is at work on may still be charged.'],
    ];
    for (const [credits, uncounted, sentence] of sentences) {
      assert.equal(chargedSentence({ credits, uncounted }), sentence);
    }
  });
});
