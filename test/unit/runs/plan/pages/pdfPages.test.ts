import assert from 'node:assert/strict';
import { pdfPages } from '../../../../../src/runs/plan/pages/pdf/pdfPages';
import { Random } from '../../../../support/random';
import { BufferBytes, lastTable, pageObjects, pdfWithStreams, pdfWithTable } from './samples';

const pages = (pdf: Buffer) => pdfPages(new BufferBytes(pdf));

describe('pages of a PDF', () => {
  it('are told by the catalog, through a table or through streams of objects', async () => {
    assert.equal(await pages(pdfWithTable(pageObjects(3))), 3);
    assert.equal(await pages(pdfWithStreams(pageObjects(12))), 12);
  });

  it('are found where the number is an object of its own, behind comments, or the header behind other bytes', async () => {
    const apart = { 2: '<< /Kids [] /Count % how many\n 3 0 R >>', 3: '7' };
    assert.equal(await pages(pdfWithTable(pageObjects(1, apart))), 7);
    assert.equal(await pages(pdfWithStreams(pageObjects(1, apart))), 7);
    const mailed = Buffer.concat([Buffer.from('From: a printer\r\n\r\n'), pdfWithTable(pageObjects(4))]);
    assert.equal(await pages(mailed), 4);
  });

  it('are those of the last version of a file that was added to', async () => {
    const before = pdfWithTable(pageObjects(2));
    const root = { 2: '<< /Type /Pages /Count 5 /Kids [] >>' };
    const after = pdfWithTable(root, { before, prev: lastTable(before) });
    assert.equal(await pages(after), 5);
    const elsewhere = { 3: '(something else)' };
    assert.equal(await pages(pdfWithTable(elsewhere, { before: after, prev: lastTable(after) })), 5);
  });

  it('are told at the beginning of a file made for the web, unless something was added', async () => {
    // The object that says so shifts all others, so that the table is of no use.
    const made = (length: number) => {
      const says = `<< /Linearized 1 /L ${String(length).padStart(8, '0')} /N 9 /O 3 >>`;
      const pdf = pdfWithTable(pageObjects(3)).toString('latin1');
      return Buffer.from(pdf.replace('1 0 obj', `99 0 obj\n${says}\nendobj\n1 0 obj`), 'latin1');
    };
    const { length } = made(0);
    assert.equal(await pages(made(length)), 9);
    assert.equal(await pages(made(length - 1)), 3);
  });

  it('are counted one by one where the table is lost, and told by nothing where they cannot be seen', async () => {
    const whole = pdfWithTable(pageObjects(6));
    assert.equal(await pages(whole.subarray(0, lastTable(whole) - 5)), 6);
    const far = whole.toString('latin1').replace(/startxref\n\d+/, 'startxref\n99999999');
    assert.equal(await pages(Buffer.from(far, 'latin1')), 6);
    const circle = pdfWithTable({ 1: '<< /Pages 2 0 R >>', 2: '<< /Count 3 0 R >>', 3: '3 0 R' });
    assert.equal(await pages(circle), null);
    assert.equal(await pages(pdfWithStreams(pageObjects(3), { trailer: '/Encrypt 8 0 R' })), null);
    assert.equal(await pages(Buffer.from('%PDF-1.4\n')), null);
    assert.equal(await pages(Buffer.alloc(0)), null);
  });

  it('are counted across the places where the reading of a large file breaks off', async () => {
    const page = '<< /Type /Page >>';
    for (let before = 0; before < 50; before++) {
      const filled = `${page}${' '.repeat(256 * 1024 - 17 - before)}${page}${'x'.repeat(100)}`;
      assert.equal(await pages(Buffer.from(filled)), 2, `${before} bytes before the end of a piece`);
    }
  });

  it('cost some kilobytes of reading, however large the file is', async () => {
    const large = pdfWithTable(pageObjects(3, { 900: Buffer.alloc(20_000_000, 'x') }));
    const bytes = new BufferBytes(large);
    assert.equal(await pdfPages(bytes), 3);
    assert.ok(bytes.readBytes < 20_000, `${bytes.readBytes} bytes`);
  });

  it('are a number or nothing for whatever was broken how', async () => {
    const random = new Random(4);
    const samples = [pdfWithTable(pageObjects(3)), pdfWithStreams(pageObjects(3))];
    for (let round = 0; round < 600; round++) {
      const broken = Buffer.from(samples[round % 2] ?? '');
      for (let flips = 0; flips < 1 + (round % 8); flips++)
        broken[random.int(0, broken.length - 1)] = random.int(0, 255);
      const cut = round % 3 === 0 ? broken.subarray(0, random.int(0, broken.length)) : broken;
      const found = await pages(cut);
      assert.ok(found === null || (Number.isInteger(found) && found > 0), `round ${round}: ${found}`);
    }
  });
});
