import assert from 'node:assert/strict';
import { confidencesOf, metadataTree } from '../../../../src/runs/results/fieldFacts';
import { type FileResult, listsOf, rowsOf } from '../../../../src/runs/results/tableRows';
import { tableText } from '../../../../src/runs/results/tableText';

const sure = (confidence: number) => ({ citation: [{ page: 1, matching_text: 'x' }], confidence });

function extracted(file: string, result: FileResult['result'], fields?: object): FileResult {
  const named = Array.isArray(result) ? 'page_metadata' : 'document_metadata';
  const tree = metadataTree({ field_metadata: { [named]: fields ?? null } });
  return { file, status: 'done', error: null, result, confidences: confidencesOf(result, tree) };
}

const failed: FileResult = {
  ...{ file: 'c.pdf', status: 'failed', error: 'PDF_IS_BROKEN: It ends early.' },
  ...{ result: null, confidences: null },
};

const invoice = extracted(
  'a.pdf',
  {
    number: 'R-1',
    vendor: { name: 'Müller, Söhne', iban: null },
    tags: ['paid', 'old'],
    lines: [
      { text: 'Bolts', amount: 10 },
      { text: 'Nuts', amount: -2.5 },
    ],
  },
  {
    number: sure(0.9),
    vendor: { name: sure(0.8), iban: { confidence: 0 } },
    lines: [
      { text: sure(0.99), amount: sure(0.7) },
      { text: sure(0.95), amount: sure(0.6) },
    ],
  },
);
const other = extracted('b.pdf', { number: 'R-2', vendor: null, tags: [], lines: [] }, { number: sure(1) });

const csv = async (results: readonly FileResult[], list: readonly string[] | null = null) => {
  const text = await tableText(rowsOf(results, list), 'csv');
  return text.replace(/^\uFEFF/, '').split('\r\n');
};
const jsonl = async (results: readonly FileResult[], list: readonly string[] | null = null) => {
  const text = await tableText(rowsOf(results, list), 'jsonl');
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
};

describe('a table of results', () => {
  it('has a row a file, nested values by the names that lead to them, and a reason where there are none', async () => {
    assert.deepEqual(await csv([invoice, other, failed]), [
      'file,status,error,lowest_confidence,number,vendor.name,vendor.iban,tags,lines',
      `a.pdf,done,,0.6,R-1,"Müller, Söhne",,"paid; old","[{""text"":""Bolts"",""amount"":10},{""text"":""Nuts"",""amount"":-2.5}]"`,
      'b.pdf,done,,1,R-2,,,,',
      'c.pdf,failed,PDF_IS_BROKEN: It ends early.,,,,,,',
      '',
    ]);
  });

  it('has a row an item of a list, each beside the values of its document, and keeps files without items', async () => {
    assert.deepEqual(await csv([invoice, other, failed], ['lines']), [
      'file,status,error,lowest_confidence,item,number,vendor.name,vendor.iban,tags,lines.text,lines.amount',
      'a.pdf,done,,0.7,1,R-1,"Müller, Söhne",,"paid; old",Bolts,10',
      'a.pdf,done,,0.6,2,R-1,"Müller, Söhne",,"paid; old",Nuts,-2.5',
      'b.pdf,done,,1,,R-2,,,,,',
      'c.pdf,failed,PDF_IS_BROKEN: It ends early.,,,,,,,,',
      '',
    ]);
  });

  it('is the same as JSON lines, with the values apart from what we say of them', async () => {
    const [first, , , last] = await jsonl([invoice, other, failed], ['lines']);
    assert.deepEqual(first, {
      ...{ file: 'a.pdf', status: 'done', error: null, lowest_confidence: 0.7, item: 1 },
      extract_result: {
        number: 'R-1',
        vendor: { name: 'Müller, Söhne', iban: null },
        tags: ['paid', 'old'],
        lines: { text: 'Bolts', amount: 10 },
      },
    });
    assert.deepEqual([last.status, last.error, last.extract_result], ['failed', failed.error, null]);
  });

  it('does not count what is missing among the lowest confidence', async () => {
    const [row] = rowsOf([extracted('a', { a: 1, b: null }, { a: sure(0.9), b: { confidence: 0 } })], null);
    assert.equal(row?.lowestConfidence, 0.9);
  });

  it('takes one confidence for a whole list', async () => {
    const results = [extracted('a', { lines: [{ text: 'x' }, { text: 'y' }] }, { lines: sure(0.5) })];
    assert.deepEqual(
      [...rowsOf(results, ['lines'])].map(row => row.lowestConfidence),
      [0.5, 0.5],
    );
  });

  it('numbers pages and table rows where the result is a list', async () => {
    const pages = extracted('a.pdf', [{ total: 1 }, { total: 2 }], [{ total: sure(0.4) }, {}]);
    assert.deepEqual(await csv([pages]), [
      'file,status,error,lowest_confidence,entry,total',
      'a.pdf,done,,0.4,1,1',
      'a.pdf,done,,,2,2',
      '',
    ]);
  });

  it('offers the lists that are there, also those inside of objects', async () => {
    const nested = extracted('d', { bill: { rows: [{ a: 1 }, { a: 2 }] }, plain: [1, 2] });
    assert.deepEqual(listsOf([invoice, nested, failed]), [
      { path: ['lines'], items: 2 },
      { path: ['bill', 'rows'], items: 2 },
    ]);
    assert.deepEqual((await csv([nested], ['bill', 'rows'])).slice(1, 3), [
      'd,done,,,1,1,"1; 2"',
      'd,done,,,2,2,"1; 2"',
    ]);
  });

  it('keeps values apart whose names are ours', async () => {
    assert.deepEqual(await csv([extracted('a', { file: 'mine', status: null })]), [
      'file,status,error,lowest_confidence,result.file,result.status',
      'a,done,,,mine,',
      '',
    ]);
  });

  it('lets no text be run as a formula, and leaves numbers what they are', async () => {
    const texts = [
      '=1+2',
      '+49 30 123',
      '-5,00',
      '@SUM(A1)',
      '\t=1',
      '＝1',
      '-1.5%',
      'a=b',
      -3,
      '=HYPERLINK("x";"y")',
    ];
    for (const [given, written] of texts.map((text, i) => [
      text,
      [
        "'=1+2",
        "'+49 30 123",
        '"-5,00"',
        "'@SUM(A1)",
        `"'\t=1"`,
        "'＝1",
        '-1.5%',
        'a=b',
        '-3',
        `"'=HYPERLINK(""x"";""y"")"`,
      ][i],
    ]))
      assert.equal((await csv([extracted('f', { v: given })]))[1], `f,done,,,${written}`);
    const apart = await csv([extracted('f', { v: 'a;=1+1;b', w: [-5, -3], x: '5;\t@x', y: 'a\n=b' })]);
    assert.equal(apart[1], `f,done,,,"a;'=1+1;b","-5; -3","5;'\t@x","a\n'=b"`);
    assert.ok((await csv([extracted('f', { v: '\n'.repeat(200_000) })])).length > 1);
    const hostile = { ...failed, file: '=cmd.pdf', error: '@x' };
    assert.equal((await csv([hostile]))[1], "'=cmd.pdf,failed,'@x,");
    assert.match((await csv([extracted('f', { '=evil()': 1 })]))[0] ?? '', /,'=evil\(\)$/);
  });

  it('refuses more columns than any schema has', async () => {
    const wide = Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`c${i}`, i]));
    await assert.rejects(csv([extracted('a', wide)]), /JSONL/);
    assert.equal((await jsonl([extracted('a', wide)])).length, 1);
  });

  it('is written in turns with other work, and stops where nobody waits for it', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => extracted(`${i}.pdf`, { total: i }));
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    const lines = await csv(many);
    clearInterval(counting);
    assert.equal(lines.length, 5_002);
    assert.equal(lines[5_000], '4999.pdf,done,,,4999');
    assert.ok(turns > 1, `${turns} turns`);
    const signal = AbortSignal.abort(new Error('closed'));
    await assert.rejects(tableText(rowsOf(many, null), 'jsonl', signal), { message: 'closed' });
  });
});
