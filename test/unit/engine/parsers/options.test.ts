import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '../../../../src/engine/parsers/parse';
import {
  type ParsedPage,
  type ParsedRange,
  ParseFailure,
  type ParseOptions,
  type Part,
  type RangeSummary,
} from '../../../../src/engine/parsers/types';
import { tempFolder } from '../../../support/tempFolder';
import { pngOf, richPdf } from './optionSamples';
import { pdfOf, pptxOf, tiffOf } from './samples';

describe('parse options', () => {
  const folder = tempFolder();
  let pdf: Buffer;
  let files = 0;
  let tessdataDir = join(folder.path, 'tessdata');
  before(async () => {
    pdf = await richPdf(4);
  });
  after(() => folder.remove());

  async function read(
    bytes: Buffer | string,
    name: string,
    options: Partial<ParseOptions> = {},
    part: Part = { upTo: 50 },
  ): Promise<{ pages: ParsedPage[]; summary: RangeSummary }> {
    const outPath = join(folder.path, `${files++}.json`);
    const path = join(folder.path, `${files++}`);
    writeFileSync(path, bytes);
    const summary = await parseDocument(
      { source: { path, name, size: bytes.length }, part, options: { ocr: false, ...options }, outPath },
      { tessdataDir, morePages: () => undefined },
    );
    return { pages: (JSON.parse(readFileSync(outPath, 'utf8')) as ParsedRange).pages, summary };
  }
  const numbers = (pages: readonly ParsedPage[]) => pages.map(page => page.page_number);
  const first = async (options: Partial<ParseOptions>): Promise<ParsedPage> => {
    const { pages } = await read(pdf, 'a.pdf', { pages: [{ from: 1, to: 1 }], ...options });
    const [page] = pages;
    assert.ok(page);
    return page;
  };
  const refuses = (parsing: Promise<unknown>, code: string, sentence: RegExp) =>
    assert.rejects(parsing, error => {
      assert.ok(error instanceof ParseFailure, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, sentence);
      return true;
    });

  describe('pages', () => {
    const wanted = [
      { from: 2, to: 2 },
      { from: 4, to: 9 },
    ];

    it('are the wanted ones, of a PDF', async () => {
      const { pages, summary } = await read(pdf, 'a.pdf', { pages: wanted });
      assert.deepEqual(numbers(pages), [2, 4]);
      assert.match(pages[1]?.text ?? '', /Start of page 4/);
      assert.deepEqual(summary.document, { format: 'pdf', pages: 4 });
    });

    it('are the wanted ones in a range', async () => {
      assert.deepEqual(numbers((await read(pdf, 'a.pdf', { pages: wanted }, { from: 1, to: 3 })).pages), [2]);
    });

    it('are the wanted ones of slides and of a TIFF', async () => {
      const { pages } = await read(pptxOf(['One', 'Two', 'Three']), 'a.pptx', { pages: wanted });
      assert.deepEqual(numbers(pages), [2]);
      const tiff = await read(tiffOf(3), 'a.tif', { pages: [{ from: 3, to: 3 }] });
      assert.deepEqual(numbers(tiff.pages), [3]);
    }).timeout(20_000);

    it('that do not exist are a failure', async () => {
      const pages = [{ from: 7, to: 9 }];
      const sentence = /none of those that were asked for/;
      await refuses(read(pdf, 'a.pdf', { pages }), 'NO_DATA_FOUND_IN_FILE', sentence);
      await refuses(read('text', 'a.txt', { pages }), 'NO_DATA_FOUND_IN_FILE', sentence);
      await refuses(read(tiffOf(1), 'a.tif', { pages }), 'NO_DATA_FOUND_IN_FILE', sentence);
    });
  });

  it('crop the page', async () => {
    const page = await first({ crop: { top: 0.5, right: 0, bottom: 0.1, left: 0 } });
    assert.doesNotMatch(page.text, /Start of page|- 1 -/);
    assert.match(page.text, /Apple/);
  });

  it('leave out diagonal text', async () => {
    assert.match((await first({})).text, /WATERMARK/);
    const page = await first({ skipDiagonalText: true });
    assert.doesNotMatch(page.text, /WATERMARK/);
    assert.match(page.text, /Apple/);
  });

  it('give links as text alone', async () => {
    assert.match((await first({})).markdown, /\[Manual\]\(https:\/\/example\.test\/1\)/);
    const { markdown } = await first({ plainLinks: true });
    assert.match(markdown, /Manual/);
    assert.doesNotMatch(markdown, /example\.test/);
  });

  it('give the number that is printed on the page', async () => {
    assert.equal((await first({})).label, null);
    assert.equal((await first({ printedPageNumbers: true })).label, '- 1 -');
  });

  describe('pictures', () => {
    it('are kept in files, under the names that the Markdown links to', async () => {
      const { pages, summary } = await read(pdf, 'a.pdf', {
        ...{ embeddedImages: true, screenshots: true },
        pages: [{ from: 2, to: 2 }],
      });
      const { images = [] } = summary;
      assert.deepEqual(
        images.map(image => [image.filename, image.category, image.page, image.contentType]),
        [
          ['page_2.png', 'screenshot', 2, 'image/png'],
          ['img_p2_1.png', 'embedded', 2, 'image/png'],
        ],
      );
      for (const { path } of images) assert.equal(readFileSync(path).subarray(1, 4).toString(), 'PNG');
      assert.equal(images[0]?.bbox, null);
      assert.deepEqual(images[1]?.bbox, { x: 100, y: 150, w: 120, h: 96 });
      assert.match(pages[0]?.markdown ?? '', /!\[\]\(img_p2_1\.png\)/);
      const item = pages[0]?.items.find(({ type }) => type === 'image');
      assert.equal(item?.['url'], 'img_p2_1.png');
    });

    it('are not there unless asked for', async () => {
      const { pages, summary } = await read(pdf, 'a.pdf');
      assert.equal(summary.images, undefined);
      assert.doesNotMatch(pages[0]?.markdown ?? '', /!\[/);
    });

    it('stand in the Markdown as data', async () => {
      const { pages, summary } = await read(pdf, 'a.pdf', { inlineImages: true });
      const [, data = ''] = /!\[\]\(data:image\/png;base64,([^)]+)\)/.exec(pages[0]?.markdown ?? '') ?? [];
      assert.equal(Buffer.from(data, 'base64').subarray(1, 4).toString(), 'PNG');
      assert.equal(summary.images, undefined, 'no files');
    });

    it('of an image file and of each page of a TIFF are told apart', async () => {
      const { summary } = await read(tiffOf(2), 'a.tif', { screenshots: true });
      assert.deepEqual(
        summary.images?.map(image => [image.filename, image.page]),
        [
          ['page_1.png', 1],
          ['page_2.png', 2],
        ],
      );
      const png = await read(pngOf(300, 200, [255, 255, 255]), 'a.png', { screenshots: true });
      assert.equal(png.summary.images?.length, 1);
    }).timeout(20_000);
  });

  describe('tables', () => {
    it('are compact, or HTML', async () => {
      assert.match((await first({})).markdown, /\| Apple \| 3 \|/);
      assert.match(
        (await first({ compactTables: true })).markdown,
        /^\|Name\|Qty\|\n\|---\|---\|\n\|Apple\|3\|/m,
      );
      const { markdown } = await first({ htmlTables: true });
      assert.match(markdown, /<table><thead><tr><th>Name<\/th>.*<td>Apple<\/td><td>3<\/td>/);
      assert.match(markdown, /Start of page 1/);
    });

    it('have the line breaks that are asked for, and keep their bars', async () => {
      const html =
        '<p>Before</p><table><tr><th>a|b</th></tr><tr><td>one<br>two</td></tr></table><p>After</p>';
      const [page] = (await read(html, 'a.html', { cellLineBreak: ' / ' })).pages;
      assert.equal(page?.markdown, 'Before\n\n| a\\|b |\n| --- |\n| one / two |\n\nAfter');
      const [table] = (await read(html, 'a.html', { htmlTables: true })).pages;
      assert.match(table?.markdown ?? '', /<th>a\|b<\/th>.*<td>one<br>two<\/td>/);
    });
  });

  describe('boxes', () => {
    it('of words are those of the page', async () => {
      const { words = [] } = await first({ words: true });
      const start = words.find(word => word.text === 'Start');
      assert.ok(start && Math.abs(start.x - 60) < 1 && start.w > 20 && start.w < 40, JSON.stringify(start));
      assert.equal((await first({})).words, undefined);
    });

    it('of lines and words lie in their items, with where they are in the Markdown', async () => {
      const { items, grounding } = await first({ granularity: ['line', 'word'] });
      const index = items.findIndex(item => item.md.includes('Start'));
      const line = grounding?.[index]?.lines?.[0];
      const words = line?.words?.map(({ span }) => span && items[index]?.md.slice(...span));
      assert.deepEqual(words?.slice(0, 4), ['Start', 'of', 'page', '1.']);
      assert.deepEqual(line?.span?.[0], 0);
    });

    it('of cells are in the rows of their table', async () => {
      const { items, grounding } = await first({ granularity: ['cell', 'word'] });
      const index = items.findIndex(item => item.type === 'table');
      const cell = grounding?.[index]?.rows?.[1]?.[0];
      assert.deepEqual(cell?.bbox, [{ x: 60, y: 350, w: 80, h: 20 }]);
      const [word] = cell?.lines?.[0]?.words ?? [];
      assert.deepEqual(word?.span, [0, 'Apple'.length]);
      assert.equal(grounding?.[index]?.source, 'native');
    });

    it('of cells alone give no lines', async () => {
      const { grounding = [] } = await first({ granularity: ['cell'] });
      assert.deepEqual(
        grounding.flatMap(item => item?.lines ?? []),
        [],
      );
    });
  });

  it('give the words without marks', async () => {
    const [page] = (await read('# Title\n\n**Bold** [link](https://x.test)', 'a.md', { strippedText: true }))
      .pages;
    assert.equal(page?.stripped, 'Title\n\nBold link');
  });

  it('show what an HTML page hides, and drop what it pins', async () => {
    const html = `<p>Seen</p><p hidden>Hidden</p><p style="display:none">None</p>
      <div style="position: fixed; top: 0">Pinned</div><nav>Menu</nav>`;
    const words = async (options: Partial<ParseOptions>) =>
      (await read(html, 'a.html', options)).pages[0]?.text.replace(/\s+/g, ' ');
    assert.equal(await words({}), 'Seen Pinned');
    assert.equal(await words({ hiddenElements: true }), 'Seen Hidden None Pinned');
    assert.equal(await words({ dropFixedElements: true }), 'Seen');
  });

  describe('conditions of failure', () => {
    it('are not met by a sound document', async () => {
      const options = { failOnBuggyFont: true, failOnImageError: true, failOnOcrError: true } as const;
      const { pages } = await read(pdf, 'a.pdf', { ...options, embeddedImages: true });
      assert.equal(pages.length, 4);
    });

    it('are met where text recognition fails, which else is a warning', async () => {
      const scan = await pdfOf([pngOf(400, 500, [255, 255, 255])]);
      const broken = join(folder.path, 'tessdata-broken');
      writeFileSync(broken, 'no folder');
      tessdataDir = broken;
      try {
        const options = { ocr: true, failOnOcrError: true } as const;
        await refuses(
          read(scan, 'a.pdf', options),
          'INTERNAL_ERROR',
          /failed on page 1, .*fail_on_image_ocr_error/,
        );
        await refuses(read(tiffOf(1), 'a.tif', options), 'INTERNAL_ERROR', /fail_on_image_ocr_error/);
        assert.equal((await read(scan, 'a.pdf', { ocr: true })).pages.length, 1);
        assert.equal((await read(scan, 'a.pdf', { ocr: false, failOnOcrError: true })).pages.length, 1);
      } finally {
        tessdataDir = join(folder.path, 'tessdata');
      }
    });
  });
});
