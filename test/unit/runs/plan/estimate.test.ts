import assert from 'node:assert/strict';
import { creditsWords, dollars, estimate, pagesWords } from '../../../../src/runs/plan/estimate';

const file = (path: string, estimatedPages: number | null) => ({ path, estimatedPages });

describe('the estimate', () => {
  const files = [file('a.pdf', 100), file('b.pptx', 20), file('c.xlsx', 5)];
  const parse = (more: object) => estimate(files, 'parse_v2', { product_type: 'parse_v2', ...more });
  const extract = (more: object) => estimate(files, 'extract_v2', { product_type: 'extract_v2', ...more });

  it('charges pages by tier and workbooks by the sheet', () => {
    const charged = ['fast', 'cost_effective', 'agentic', 'agentic_plus'].map(
      tier => parse({ tier }).credits,
    );
    assert.deepEqual(charged, [125, 365, 1205, 5405]);
    assert.deepEqual(parse({ tier: 'agentic' }), {
      ...{ pages: 125, uncounted: 0, credits: 1205, atMost: false },
    });
  });

  it('knows what costs more, and what may cost less', () => {
    const effort = { processing_options: { confidence_score_effort: 'high' } };
    assert.equal(parse({ tier: 'fast', ...effort }).credits, 120 * 6 + 5);
    const layout = { output_options: { images_to_save: ['layout', 'screenshot'] } };
    assert.equal(parse({ tier: 'fast', ...layout }).credits, 120 * 4 + 5);
    const cheaper = { processing_options: { cost_optimizer: { enable: true } } };
    assert.equal(parse({ tier: 'agentic', ...cheaper }).atMost, true);
  });

  it('counts only the pages that are wanted, of each file', () => {
    assert.equal(parse({ tier: 'fast', page_ranges: { max_pages: 10 } }).pages, 25);
    const target = { tier: 'fast', page_ranges: { max_pages: 1, target_pages: '1-3,19-30' } };
    assert.deepEqual([parse(target).pages, parse(target).credits], [15 + 5 + 3, 23]);
    assert.equal(extract({ max_pages: 2 }).pages, 6);
  });

  it('adds the parse to an extraction, of its own tier where none is named', () => {
    assert.equal(extract({}).credits, 125 * (5 + 3));
    assert.equal(extract({ tier: 'agentic', parse_tier: 'fast' }).credits, 125 * 16);
    assert.equal(extract({ tier: 'turbo' }).credits, 125 * 35);
    assert.equal(extract({ tier: 'agentic', parse_config_id: 'cfg-1' }).credits, null);
  });

  it('does not know the price of a tier that is new', () => {
    assert.equal(parse({ tier: 'constructor' }).credits, null);
    assert.equal(parse({}).credits, null);
    assert.equal(creditsWords(parse({})), 'price not known');
  });

  it('charges sound by the minute, at least one, and pictures as a page', () => {
    const media = [file('a.mp3', null), file('b.png', 1)];
    const { credits, uncounted } = estimate(media, 'parse_v2', { tier: 'agentic_plus' });
    assert.deepEqual([credits, uncounted], [3 + 45, 1]);
  });

  it('says whether it is about right, the least or the most', () => {
    const some = estimate([...files, file('d.doc', null)], 'parse_v2', { tier: 'agentic' });
    assert.deepEqual([some.pages, some.uncounted, some.credits], [125, 1, 1215]);
    assert.equal(pagesWords(some), '≥ 126 pages');
    assert.equal(creditsWords(some), '≥ 1,215 credits · US$1.52');
    assert.equal(creditsWords({ ...some, atMost: true }), '≈ 1,215 credits · US$1.52');
    assert.equal(creditsWords({ ...some, uncounted: 0, atMost: true }), '≤ 1,215 credits · US$1.52');
    assert.equal(pagesWords({ ...some, uncounted: 0 }), '≈ 125 pages');
  });

  it('says dollars as people do', () => {
    assert.deepEqual([0, 1, 8, 800_000].map(dollars), [
      ...['US$0.00', 'less than US$0.01', 'US$0.01', 'US$1,000.00'],
    ]);
  });
});
