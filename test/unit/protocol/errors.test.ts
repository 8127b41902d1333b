import assert from 'node:assert/strict';
import { errorSentence } from '../../../src/protocol/errors';

describe('error sentence', () => {
  for (const [what, body, expected] of [
    ['a sentence', { detail: 'Parse job not found' }, 'Parse job not found'],
    [
      'a list of validation issues',
      {
        detail: [
          { loc: ['body', 'pages', 0], msg: 'Too small', type: 'v', input: 0, ctx: {} },
          { loc: ['query', 'status'], msg: 'Unknown', type: 'v' },
        ],
      },
      'body.pages.0: Too small; query.status: Unknown',
    ],
    [
      'an object with a message',
      { detail: { message: 'Already connected.', directory_id: 'dir-1' } },
      'Already connected.',
    ],
    ['an object without one', { detail: { directory_id: 'dir-1' } }, '{"directory_id":"dir-1"}'],
    ['keys beside the detail', { detail: 'Gone', trace_id: 'x' }, 'Gone'],
    ['an empty sentence', { detail: '' }, undefined],
    ['an empty list', { detail: [] }, undefined],
    ['a list of sentences', { detail: ['Too small', 'Unknown'] }, 'Too small; Unknown'],
    ['issues without a place or type', { detail: [{ msg: 'Too small' }] }, 'Too small'],
    ['what a gateway says', { message: 'Forbidden' }, 'Forbidden'],
    ['what another gateway says', { error: { code: 7, message: 'No upstream' } }, 'No upstream'],
    ['a detail before what a gateway says', { message: 'x', detail: 'Gone' }, 'Gone'],
    ['null', { detail: null }, undefined],
    ['a number', { detail: 7 }, undefined],
    ['other keys', { code: 'x' }, undefined],
    ['something endless', { detail: 'a'.repeat(2000) }, `${'a'.repeat(500)}…`],
    ['no object', '<html>', undefined],
    ['nothing', undefined, undefined],
  ] as [string, unknown, string | undefined][]) {
    it(`of ${what}`, () => assert.equal(errorSentence(body), expected));
  }
});
