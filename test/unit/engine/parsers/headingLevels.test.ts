import assert from 'node:assert/strict';
import type { LayoutBlock, ParsedPage } from '@llamaindex/liteparse';
import { withRankedHeadings } from '../../../../src/engine/parsers/headingLevels';

type Line = [text: string, size: number, level: number];

/** A page of headings, each on its own line, as LiteParse gives it. */
function pageOf(pageNum: number, lines: Line[]): ParsedPage {
  const boxes = lines.map(([, size], i) => ({ x: 50, y: 50 * i, width: 200, height: size }));
  const blocks = lines.map(
    ([text, , level], i): LayoutBlock =>
      ({ kind: 'heading', text, level, bbox: boxes[i] ?? boxes[0] }) as LayoutBlock,
  );
  return {
    pageNum,
    width: 600,
    height: 800,
    text: lines.map(([text]) => text).join('\n'),
    markdown: lines.map(([text, , level]) => `${'#'.repeat(level)} ${text}`).join('\n\nSome words.\n\n'),
    textItems: lines.map(([text], i) => ({ text, x: 0, y: 0, width: 0, height: 0, ...boxes[i] })),
    blocks,
  };
}

const headings = (pages: readonly ParsedPage[]) => {
  const lines = pages.flatMap(page => page.markdown.split('\n')).filter(line => line.startsWith('#'));
  const blocks = pages.flatMap(page => page.blocks ?? []).map(b => `${'#'.repeat(b.level ?? 0)} ${b.text}`);
  assert.deepEqual(lines, blocks, 'Markdown and blocks agree');
  return lines;
};

describe('heading levels of a PDF', () => {
  it('follow the sizes over all pages where a larger heading stands below a smaller one', () => {
    const pages = [
      pageOf(1, [
        ['Report', 38, 3],
        ['A word', 16.6, 2],
      ]),
      pageOf(2, [
        ['1. Year', 24, 1],
        ['2. Money', 23.5, 3],
        ['2.1 Risks', 16.6, 2],
      ]),
    ];
    assert.deepEqual(headings(withRankedHeadings(pages)), [
      '# Report',
      '### A word',
      '## 1. Year',
      '## 2. Money',
      '### 2.1 Risks',
    ]);
  });

  it('stay as they are where nothing contradicts the sizes, whatever level they begin with', () => {
    const pages = [
      pageOf(1, [
        ['Part', 20, 2],
        ['Chapter', 19, 3],
      ]),
    ];
    assert.equal(withRankedHeadings(pages), pages);
  });

  it('stay as they are on a poster of many sizes', () => {
    const sizes = [60, 50, 40, 30, 20, 10];
    const pages = [
      pageOf(
        1,
        sizes.map((size, i): Line => [`line ${i}`, size, 6 - i]),
      ),
    ];
    assert.equal(withRankedHeadings(pages), pages);
  });

  it('keep the level of a heading that the Markdown does not hold as a line', () => {
    const page = pageOf(1, [
      ['Title', 30, 2],
      ['Chapter', 20, 1],
    ]);
    const [ranked] = withRankedHeadings([{ ...page, markdown: '| ## Title |\n\n# Chapter' }]);
    assert.deepEqual(
      ranked?.blocks?.map(block => block.level),
      [2, 2],
    );
    assert.equal(ranked?.markdown, '| ## Title |\n\n## Chapter');
  });
});
