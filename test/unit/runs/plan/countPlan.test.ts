import assert from 'node:assert/strict';
import { join } from 'node:path';
import { countPlan } from '../../../../src/runs/plan/countPlan';
import type { Plan } from '../../../../src/runs/plan/plan';
import { tempFolder } from '../../../support/tempFolder';
import { pageObjects, pdfWithTable } from './pages/samples';

describe('countPlan', () => {
  let folder: ReturnType<typeof tempFolder>;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder.remove());

  function plan(files: Record<string, Buffer>): Plan {
    folder.write(folder.path, files);
    const planned = Object.entries(files).map(([path, { length }]) => {
      return { path, source: join(folder.path, path), bytes: length, modified: 1 };
    });
    return { label: 'docs', roots: [folder.path], files: planned, leftOut: [], bytes: 0 };
  }
  const pdf = (pages: number) => pdfWithTable(pageObjects(pages));

  it('counts every file, in the order of the plan, and tells how far it is', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`${i}.pdf`, pdf(1 + (i % 7))] as const),
    );
    const heard: number[] = [];
    const made = plan(files);
    const counted = await countPlan(made, new AbortController().signal, done => heard.push(done));
    assert.deepEqual(
      counted.files.map(file => [file.path, file.estimatedPages]),
      made.files.map((file, i) => [file.path, 1 + (i % 7)]),
    );
    assert.equal(heard.at(-1), 150);
    assert.ok(
      made.files.every(file => file.estimatedPages === undefined),
      'the plan given stays as it is',
    );
  });

  it('goes by what a file is, not by what it is called', async () => {
    const made = plan({ 'scan.bak': pdf(3), 'letter.doc': Buffer.from('{\\rtf1{\\nofpages4}}') });
    const [scan, letter] = made.files;
    assert.ok(scan && letter);
    const files = [
      { ...scan, extension: '.pdf' },
      { ...letter, extension: '.rtf' },
    ];
    const counted = await countPlan({ ...made, files }, new AbortController().signal);
    assert.deepEqual(
      counted.files.map(file => file.estimatedPages),
      [3, 4],
    );
  });

  it('ends at the signal', async () => {
    const abort = new AbortController();
    const files = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`${i}.pdf`, pdf(1)] as const));
    const counting = countPlan(plan(files), abort.signal, () => abort.abort(new Error('enough')));
    await assert.rejects(counting, /enough/);
  });
});
