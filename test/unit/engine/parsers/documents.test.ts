import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { liteparse } from '../../../../src/engine/parsers/native';
import { parseDocument } from '../../../../src/engine/parsers/parse';
import {
  type ParsedRange,
  ParseFailure,
  type Part,
  type RangeSummary,
} from '../../../../src/engine/parsers/types';
import { docxOf, pageTexts, pdfOf, pptxOf, tiffOf, withPart, xlsxOf } from './samples';

describe('documents', () => {
  let folder: string;
  let files = 0;
  let morePages: number[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'parsers-'));
  });
  beforeEach(() => {
    morePages = [];
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const store = (bytes: Buffer | string, name: string) => {
    const path = join(folder, String(files++));
    writeFileSync(path, bytes);
    return { path, name, size: bytes.length };
  };
  const read = async (
    bytes: Buffer | string,
    name: string,
    { part = { upTo: 50 }, ocr = false }: { part?: Part; ocr?: boolean } = {},
  ): Promise<{ range: ParsedRange; summary: RangeSummary }> => {
    const outPath = join(folder, `${files++}.json`);
    const summary = await parseDocument(
      { source: store(bytes, name), part, options: { ocr }, outPath },
      { tessdataDir: join(folder, 'tessdata'), morePages: pages => morePages.push(pages) },
    );
    return { range: JSON.parse(await readFile(outPath, 'utf8')) as ParsedRange, summary };
  };
  const parse = async (...args: Parameters<typeof read>) => (await read(...args)).range;
  const first = async (...args: Parameters<typeof parse>) => {
    const page = (await parse(...args)).pages[0];
    assert.ok(page);
    return page;
  };
  const fails = (bytes: Buffer | string, name: string, code: string, sentence: RegExp) =>
    assert.rejects(parse(bytes, name), error => {
      assert.ok(error instanceof ParseFailure, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, sentence);
      assert.ok(!error.message.includes(folder), 'no path of the machine');
      return true;
    });

  describe('PDF', () => {
    it('gives text, Markdown and items with boxes in points', async () => {
      const page = await first(await pdfOf(['Annual report']), 'a.pdf');
      assert.match(page.text, /Annual report/);
      assert.match(page.markdown, /Annual report/);
      assert.deepEqual([Math.round(page.page_width), Math.round(page.page_height)], [420, 595]);
      const box = page.items[0]?.bbox?.[0];
      assert.ok(box && box.x >= 70 && box.x < 80 && box.y > 60 && box.y < 90, JSON.stringify(box));
    });

    it('keeps words that run upwards, in Markdown and items too', async () => {
      const page = await first(await pdfOf([{ upwards: 'Turn the page' }]), 'a.pdf');
      const squeezed = (text: string) => text.replace(/\s/g, '');
      assert.match(squeezed(page.text), /Turnthepage/);
      assert.match(squeezed(page.markdown), /Turnthepage/);
      assert.match(squeezed(page.items.map(item => item.md).join(' ')), /Turnthepage/);
    });

    it('parses only the pages of a range', async () => {
      const pdf = await pdfOf(['one', 'two', 'three', 'four']);
      const range = await parse(pdf, 'a.pdf', { part: { from: 2, to: 3 } });
      assert.deepEqual(pageTexts(JSON.stringify(range)), { 2: 'two', 3: 'three' });
    });

    it('knows a PDF by its bytes: without extension, and behind printer commands', async () => {
      const pdf = await pdfOf(['Found']);
      assert.match((await first(pdf, 'upload')).text, /Found/);
      const printed = Buffer.concat([Buffer.from('%%SK_GROUPE: TEST\n%%SK_TYPE: Q\n'), pdf]);
      assert.match((await first(printed, 'a.pdf')).text, /Found/);
    });

    it('says what is wrong with it', async () => {
      const pdf = await pdfOf(['x'.repeat(200)]);
      await fails('', 'a.pdf', 'NO_DATA_FOUND_IN_FILE', /empty/);
      await fails(pdf.subarray(0, pdf.length / 2), 'a.pdf', 'PDF_IS_BROKEN', /damaged.*again/);
      await fails('<!DOCTYPE html><html><p>Not found', 'a.pdf', 'PDF_IS_BROKEN', /named \.pdf.*an HTML page/);
      const locked = await pdfOf(['secret'], { userPassword: 'owl', pdfVersion: '1.7' });
      await fails(locked, 'a.pdf', 'PDF_IS_PROTECTED', /protected by a password\. Remove the password/);
    });
  });

  it('outlines the annual report by its sizes, in Markdown and items alike', async () => {
    const report = await readFile('test/fixtures/sample/Annual Report 2025.pdf');
    const { pages } = await parse(report, 'report.pdf');
    const lines = pages.flatMap(page => page.markdown.split('\n')).filter(line => /^#+ /.test(line));
    const items = pages.flatMap(page => page.items).filter(item => item.type === 'heading');
    assert.deepEqual(
      items.map(item => item.md),
      lines,
    );
    assert.equal(lines[0], '# Annual Report 2025');
    for (const line of [
      '## 1. The year in brief',
      '## 4. Income and spending',
      '### 2.1 Causes of lost hours',
    ])
      assert.ok(lines.includes(line), line);
  });

  describe('OCR', () => {
    let scan: Buffer;
    before(async () => {
      const { LiteParse } = liteparse();
      const shots = await new LiteParse({ quiet: true, dpi: 150 }).screenshot(
        await pdfOf(['The quick brown fox jumps over the lazy dog']),
      );
      assert.ok(shots[0]);
      scan = shots[0].imageBuffer;
    });

    it('reads only the pages without text, and asks for more time for them', async () => {
      const pdf = await pdfOf(['A page with a text of its own, long enough to be one', scan]);
      const { pages, warnings } = await parse(pdf, 'a.pdf', { ocr: true });
      assert.deepEqual(
        pages.map(page => page.ocr),
        [false, true],
      );
      assert.match(pages[1]?.text ?? '', /quick brown fox/);
      assert.ok((pages[1]?.confidence ?? 0) > 0.7);
      assert.equal(pages[0]?.confidence, null);
      assert.deepEqual(warnings, []);
      assert.deepEqual(morePages, [1]);
      assert.deepEqual(readdirSync(join(folder, 'tessdata')), ['eng.traineddata']);
    }).timeout(30_000);

    it('reads whole sentences of the scanned letter in their order', async () => {
      const letter = await readFile('test/fixtures/sample/correspondence/scanned letter.pdf');
      const { markdown } = await first(letter, 'letter.pdf', { ocr: true });
      for (const words of [
        'Dear Mrs Oakes',
        'the digging on Saturday, 22 November, from nine in the morning',
        'bring two long shovels and a wheelbarrow; we have buckets enough',
        'think about a higher place for the new panel. The mark on the wall of the mill shows',
      ]) {
        assert.ok(markdown.includes(words), words);
      }
    }).timeout(60_000);

    it('leaves a scanned page empty when it is off', async () => {
      const page = await first(await pdfOf([scan]), 'a.pdf');
      assert.deepEqual([page.text, page.markdown, page.ocr], ['', '', false]);
    });

    it('reads an image, also one that is named as something else, and says so', async () => {
      const { pages, warnings } = await parse(scan, 'letter.docx');
      assert.match(pages[0]?.text ?? '', /lazy dog/);
      assert.match(warnings[0] ?? '', /named \.docx, but it holds a PNG image/);
    }).timeout(30_000);

    it('reads every image of a TIFF, or those of a range', async () => {
      const { pages } = await parse(tiffOf(3), 'fax.tif');
      assert.deepEqual(
        pages.map(page => [page.page_number, Math.round(page.page_width)]),
        [
          [1, 48],
          [2, 96],
          [3, 144],
        ],
      );
      const part = await parse(tiffOf(3), 'fax.tif', { part: { from: 2, to: 2 } });
      assert.deepEqual(
        part.pages.map(page => [page.page_number, Math.round(page.page_width)]),
        [[2, 96]],
      );
      await fails(tiffOf(3).subarray(0, 6), 'fax.tif', 'PDF_IS_BROKEN', /image is damaged/);
    }).timeout(30_000);

    it('keeps the stored text and warns when the language data cannot be unpacked', async () => {
      const outPath = join(folder, `${files++}.json`);
      const source = store(await pdfOf([scan, 'kept']), 'a.pdf');
      const tessdataDir = join(store('a file', 'x').path, 'below a file');
      await parseDocument(
        { source, part: { upTo: 50 }, options: { ocr: true }, outPath },
        { tessdataDir, morePages: () => {} },
      );
      const { pages, warnings } = JSON.parse(await readFile(outPath, 'utf8')) as ParsedRange;
      assert.equal(pages.length, 2);
      assert.match(pages[1]?.text ?? '', /kept/);
      assert.match(warnings.join(), /Text recognition failed on pages? 1/);
    });
  });

  describe('Office', () => {
    it('turns a Word file into headings, text and tables', async () => {
      const row = (...cells: string[]) =>
        new TableRow({ children: cells.map(text => new TableCell({ children: [new Paragraph(text)] })) });
      const bytes = await Packer.toBuffer(
        new Document({
          sections: [
            {
              children: [
                new Paragraph({ text: 'Findings', heading: HeadingLevel.HEADING_1 }),
                new Paragraph('All is well.'),
                new Table({ rows: [row('Item', 'Price'), row('Pen', '2')] }),
              ],
            },
          ],
        }),
      );
      const page = await first(bytes, 'report.docx');
      assert.match(page.markdown, /^# Findings\n\nAll is well\.\n\n\| Item \| Price \|\n/);
      assert.deepEqual(
        page.items.map(item => item.type),
        ['heading', 'text', 'table'],
      );
      assert.equal(page.items.map(item => item.md).join('\n\n'), page.markdown);
    });

    it('makes a page of each sheet, labelled, without empty rows and columns', async () => {
      const bytes = xlsxOf({
        Costs: [
          ['', ''],
          ['Name', '', 'Sum'],
          ['Rent', '', '100'],
          ['Code', '', '007'],
        ],
        Staff: [['Ada', 'Bo']],
      });
      const { pages } = await parse(bytes, 'book.xlsx');
      assert.deepEqual(
        pages.map(page => [page.page_number, page.label]),
        [
          [1, 'Costs'],
          [2, 'Staff'],
        ],
      );
      assert.equal(
        pages[0]?.markdown,
        '## Costs\n\n| Name | Sum |\n| --- | --- |\n| Rent | 100 |\n| Code | 007 |',
      );
      const table = pages[0]?.items[1];
      assert.ok(table && 'rows' in table);
      assert.deepEqual(table.rows, [
        ['Name', 'Sum'],
        ['Rent', 100],
        ['Code', '007'],
      ]);
    });

    it('is one page a slide, however often a presentation lists it', async () => {
      const repeated = withPart(pptxOf(['Hello', 'World']), 'ppt/presentation.xml', xml =>
        xml.replace(/<p:sldId [^>]*r:id="rId1"\/>/, entry => entry.repeat(50_000)),
      );
      const { pages } = await parse(repeated, 'talk.pptx');
      assert.deepEqual(
        pages.map(page => page.text),
        ['Hello', 'World'],
      );
      assert.deepEqual(morePages, [2]);
    });

    it('keeps slides together where a part of the package is damaged that no text is in', async () => {
      const package_ = withPart(pptxOf(['Hello', 'World']), 'other.bin', () => Buffer.alloc(1000, 'ab'));
      const at = package_.indexOf('other.bin') + 'other.bin'.length;
      package_.fill(0xff, at, at + 8);
      const { pages } = await parse(package_, 'talk.pptx');
      assert.equal(pages.length, 1);
      assert.match(pages[0]?.text ?? '', /Hello[\s\S]*World/);
    });

    it('makes a page of each slide', async () => {
      const { pages } = await parse(pptxOf(['Hello', 'World']), 'talk.pptx');
      assert.deepEqual(
        pages.map(page => page.text),
        ['Hello', 'World'],
      );
      assert.deepEqual(morePages, [2]);
    });

    it('reads CSV and TSV as a table', async () => {
      assert.match(
        (await first('a;b\n1;2\n', 'x.csv')).markdown,
        /\| a \| b \|\n\| --- \| --- \|\n\| 1 \| 2 \|/,
      );
      assert.match((await first('a\tb\n1\t2\n', 'x.tsv')).markdown, /\| a \| b \|/);
    });

    it('takes words in a document for what they are', async () => {
      assert.equal((await first('Files begin with %PDF-1.7', 'notes.txt')).text, 'Files begin with %PDF-1.7');
      const ole = Buffer.alloc(2048);
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(ole);
      Buffer.from('on EncryptedPackage', 'utf16le').copy(ole, 1024);
      await fails(ole, 'a.doc', 'PDF_IS_BROKEN', /Office file is damaged/);
    });

    it('says what is wrong with it', async () => {
      const ole = Buffer.alloc(2048);
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(ole);
      Buffer.from('EncryptedPackage', 'utf16le').copy(ole, 1024);
      await fails(ole, 'a.xlsx', 'PDF_IS_PROTECTED', /Office file is protected by a password/);
      await fails(pptxOf(['x']).subarray(0, 300), 'a.pptx', 'PDF_IS_BROKEN', /Office file is damaged/);
      await fails('', 'a.docx', 'NO_DATA_FOUND_IN_FILE', /empty/);
      await fails('Just words', 'a.docx', 'PDF_IS_BROKEN', /named \.docx.*plain text/);
    });

    it('refuses a document that is built to have no end', async () => {
      const deep = 20_000;
      const cells = '<w:tbl><w:tr><w:tc>'.repeat(deep) + '</w:tc></w:tr></w:tbl>'.repeat(deep);
      await fails(docxOf(cells), 'a.docx', 'DOCUMENT_TOO_LARGE', /Split it/);
    });
  });

  describe('what is not supported', () => {
    it('is refused with its name', async () => {
      await fails('MZ\0\0', 'setup.exe', 'UNSUPPORTED_FILE_TYPE', /\.exe cannot be parsed.*Save it as PDF/);
      await fails(Buffer.from([0, 1, 2, 3]), 'data', 'UNSUPPORTED_FILE_TYPE', /cannot be parsed/);
      await fails(Buffer.from([0, 1, 2, 3]), 'notes.txt', 'UNSUPPORTED_FILE_TYPE', /binary data/);
    });
  });

  it('tells what a document is with its first pages', async () => {
    const pdf = await pdfOf(['1', '2', '3']);
    const { range, summary } = await read(pdf, 'a.pdf', { part: { upTo: 2 } });
    assert.deepEqual(summary.document, { format: 'pdf', pages: 3 });
    assert.deepEqual(
      range.pages.map(page => page.page_number),
      [1, 2],
    );
    const document = async (bytes: Buffer | string, name: string) =>
      (await read(bytes, name)).summary.document;
    assert.deepEqual(await document('# x', 'a.md'), { format: 'markdown', pages: 1 });
    assert.deepEqual(await document('x', 'README'), { format: 'text', pages: 1 });
    assert.deepEqual(await document(pptxOf(['x']), 'a.pptx'), { format: 'office', pages: 1 });
  });
});
