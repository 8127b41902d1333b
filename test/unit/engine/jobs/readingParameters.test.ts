import assert from 'node:assert/strict';
import { effectiveOptions } from '../../../../src/engine/jobs/parseOptions';
import { type ReadingWishes, readingParameters } from '../../../../src/engine/jobs/readingParameters';
import { parseParameters } from '../../../../src/protocol/parseParameters';

const wishes: ReadingWishes = {
  ...{ parameters: null, tier: 'fast', targetPages: null, maxPages: null, disableCache: false },
};
const parameters = (more: Partial<ReadingWishes> = {}) => readingParameters({ ...wishes, ...more });
const options = (more: Partial<ReadingWishes> = {}) => effectiveOptions(parameters(more)).parse;

describe('the parse that an extraction reads', () => {
  it('is one that the API would take', () => {
    for (const more of [{}, { targetPages: '1,3' }, { maxPages: 3 }, { disableCache: true }]) {
      const { success, error } = parseParameters.safeParse(parameters(more));
      assert.ok(success, error?.message);
    }
  });

  it('gives the place of everything', () => {
    assert.deepEqual(options(), { ocr: true, words: true, granularity: ['cell', 'line', 'word'] });
  });

  it('has only the pages that were asked for', () => {
    assert.deepEqual(options({ maxPages: 3 }).pages, [{ from: 1, to: 3 }]);
    assert.deepEqual(options({ targetPages: '4,6-7', maxPages: 3 }).pages, [
      { from: 4, to: 4 },
      { from: 6, to: 7 },
    ]);
  });

  it('keeps what a saved configuration says, unless it was asked otherwise', () => {
    const saved = {
      ...{ product_type: 'parse_v2', tier: 'agentic', version: 'latest' },
      page_ranges: { target_pages: '2-9' },
      output_options: {
        granular_bboxes: ['word'],
        additional_outputs: ['stripped_md'],
        save_output_pdf: true,
      },
    };
    const made = parameters({ parameters: saved });
    assert.equal(made['tier'], 'agentic');
    assert.deepEqual(made['page_ranges'], { target_pages: '2-9' });
    assert.deepEqual(made['output_options'], {
      granular_bboxes: ['word', 'cell', 'line'],
      additional_outputs: ['stripped_md', 'word_bbox'],
      save_output_pdf: true,
    });
    assert.deepEqual(options({ parameters: saved, maxPages: 1 }).pages, [{ from: 1, to: 1 }]);
    assert.deepEqual(saved.output_options.granular_bboxes, ['word']);
    assert.equal(made['disable_cache'], undefined);
    assert.equal(parameters({ parameters: saved, disableCache: true })['disable_cache'], true);
  });
});
