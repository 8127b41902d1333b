import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { countPages } from '../../../../../src/runs/plan/pages/countPages';
import { Random } from '../../../../support/random';
import { tempFolder } from '../../../../support/tempFolder';
import { compoundFile, pageObjects, pdfWithTable, propertySet, tiff, workbookStream } from './samples';

const never = new AbortController().signal;

describe('countPages', function () {
  // Real files, many of them: slow on a busy disk.
  this.timeout(30_000);
  let folder: ReturnType<typeof tempFolder>;
  before(() => {
    folder = tempFolder();
  });
  after(() => folder.remove());

  async function pages(extension: string, content: Uint8Array | string, signal = never) {
    const path = join(folder.path, `file${extension}`);
    writeFileSync(path, content);
    return countPages(path, extension, signal);
  }
  const packed = (files: Record<string, string>, level: 0 | 6 = 6) =>
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, [strToU8(text), { level }]]),
      ) as Zippable,
    );
  const sheet = (more: string) => `<sheet name="a &gt; b" sheetId="1" ${more}r:id="rId1"/>`;

  it('counts slides, also where the list of them is written with other prefixes or is missing', async () => {
    const slides =
      '<p:sldIdLst><p:sldId id="256" r:id="a"/>\n<p:sldId\nid="257" r:id="b"></p:sldId></p:sldIdLst>';
    assert.equal(await pages('.pptx', packed({ 'ppt/presentation.xml': slides })), 2);
    assert.equal(await pages('.pptm', packed({ 'ppt/presentation.xml': slides.replaceAll('p:', '') }, 0)), 2);
    const files = { 'ppt/presentation.xml': '<x/>', 'ppt/slides/slide1.xml': '', 'ppt/slides/_rels/a': '' };
    assert.equal(await pages('.pptx', packed(files)), 1);
    assert.equal(await pages('.pptx', packed({ 'ppt/presentation.xml': '<x/>' })), null);
    const many = { 'ppt/presentation.xml': '<p:sldId id="256" r:id="rId2"/>'.repeat(20_000) };
    assert.equal(await pages('.pptx', packed(many)), 20_000, 'over many pieces');
  });

  it('counts the sheets that a person sees', async () => {
    const workbook = `<sheets>${sheet('')}${sheet('state="visible" ')}${sheet('state="hidden" ')}${sheet('state="veryHidden" ')}</sheets>`;
    assert.equal(await pages('.xlsx', packed({ 'xl/workbook.xml': workbook })), 2);
    assert.equal(await pages('.xlsb', packed({ 'xl/worksheets/sheet1.bin': 'x' })), 1);
    assert.equal(await pages('.csv', 'a,b'), 1);
  });

  it('takes the pages of a text document from the program that wrote it', async () => {
    const app = '<Properties><Words>3</Words><Pages>14</Pages></Properties>';
    assert.equal(await pages('.docx', packed({ 'docProps/app.xml': app })), 14);
    assert.equal(await pages('.docx', packed({ 'word/document.xml': '<x/>' })), null);
    const meta = '<meta:document-statistic meta:word-count="9" meta:page-count="5"/>';
    assert.equal(await pages('.odt', packed({ 'meta.xml': meta })), 5);
    assert.equal(await pages('.rtf', '{\\rtf1{\\info{\\nofpages12}{\\nofwords9}}x}'), 12);
    assert.equal(await pages('.rtf', '{\\rtf1 x}'), null);
  });

  it('counts in OpenDocument, whose contents may be long, without holding them', async () => {
    const slides = `<draw:page draw:name="a">${' text <b/>'.repeat(200_000)}</draw:page>`.repeat(3);
    assert.equal(await pages('.odp', packed({ 'content.xml': slides })), 3);
    assert.equal(await pages('.ods', packed({ 'content.xml': '<table:table a="1"/><table:table-row/>' })), 1);
  });

  it('takes the pages of older text documents and the slides of older presentations from their properties', async () => {
    const long = { '\u0005SummaryInformation': propertySet({ 2: 9, 14: 33, 15: 8 }, 5000) };
    assert.equal(await pages('.doc', compoundFile({ WordDocument: Buffer.alloc(100), ...long })), 33);
    const short = { '\u0005DocumentSummaryInformation': propertySet({ 7: 12 }) };
    assert.equal(await pages('.ppt', compoundFile({ Other: Buffer.alloc(200), ...short })), 12);
    assert.equal(await pages('.ppt', compoundFile({ Other: Buffer.alloc(5000) })), null);
    assert.equal(
      await pages('.doc', compoundFile({ '\u0005SummaryInformation': propertySet({ 14: 0 }) })),
      null,
    );
  });

  it('counts the sheets of older workbooks that a person sees', async () => {
    const sheets = (...kinds: [hidden: number, kind: number][]) =>
      kinds.map(([hidden, kind]): [number, number[]] => [0x85, [0, 0, 0, 0, hidden, kind, 1, 0, 65]]);
    const book = [...sheets([0, 0], [1, 0], [2, 0], [0, 2], [0, 6]), [0x0a, []], ...sheets([0, 0])] as const;
    const workbook = workbookStream(
      [0x809, [0, 6]],
      ...book.map(record => [...record] as [number, number[]]),
    );
    assert.equal(await pages('.xls', compoundFile({ Workbook: workbook })), 2);
    const encrypted = workbookStream([0x2f, [1]], ...sheets([0, 0]));
    assert.equal(await pages('.xls', compoundFile({ Book: encrypted })), null);
  });

  it('counts the pictures of a TIFF in both orders of bytes and both sizes of places', async () => {
    assert.equal(await pages('.tif', tiff(3)), 3);
    assert.equal(await pages('.tiff', tiff(4, { little: false })), 4);
    assert.equal(await pages('.tif', tiff(5, { big: true })), 5);
    const circle = tiff(2);
    circle.writeUInt32LE(8, 8 + 6 + 2);
    assert.equal(await pages('.tif', circle), 2);
    assert.equal(await pages('.png', ''), 1);
  });

  it('says nothing of what is broken, not what its name says, or of no known length', async () => {
    const whole = packed({ 'ppt/presentation.xml': '<p:sldId id="1"/>'.repeat(5000) });
    for (const extension of ['.pptx', '.docx', '.ods', '.tif', '.pdf', '.doc', '.xls'])
      assert.equal(await pages(extension, 'no such thing'), null, extension);
    assert.equal(await pages('.pptx', whole.subarray(0, whole.length - 30)), null);
    const spoilt = Uint8Array.from(whole).fill(0xff, 60, 90);
    assert.equal(await pages('.pptx', spoilt), null);
    assert.equal(await pages('.mp3', 'x'), null);
    assert.equal(await countPages(join(folder.path, 'gone.pdf'), '.pdf', never), null);
  });

  it('is a number or nothing for whatever was broken how', async () => {
    const random = new Random(5);
    const samples = {
      '.doc': compoundFile({ '\u0005SummaryInformation': propertySet({ 14: 33 }) }),
      '.xls': compoundFile({ Workbook: workbookStream([0x85, [0, 0, 0, 0, 0, 0, 1, 0, 65]]) }),
      '.pptx': packed({ 'ppt/presentation.xml': '<p:sldId id="1"/>' }),
      '.tif': tiff(3),
    };
    for (let round = 0; round < 100; round++) {
      for (const [extension, sample] of Object.entries(samples)) {
        const broken = Buffer.from(sample);
        for (let flips = 0; flips <= round % 6; flips++)
          broken[random.int(0, broken.length - 1)] = random.int(0, 255);
        const found = await pages(extension, broken.subarray(0, random.int(0, broken.length * 2)));
        assert.ok(
          found === null || (Number.isInteger(found) && found > 0),
          `${extension} ${round}: ${found}`,
        );
      }
    }
  });

  it('ends at the signal', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await assert.rejects(pages('.pdf', pdfWithTable(pageObjects(1)), abort.signal), /enough/);
  });
});
