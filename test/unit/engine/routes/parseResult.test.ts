import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '@firecrawl/anydoc';
import { anydoc } from '../../../../src/engine/parsers/native';
import { parseResult } from '../../../../src/protocol/parseResults';
import { tempFolder } from '../../../support/tempFolder';
import { FakeClock } from '../fakes';
import { InProcessPool } from '../inProcessPool';
import { richPdf } from '../parsers/optionSamples';
import { eventually, TestEngine } from '../testEngine';

const path = '/api/v2/parse';
const xlsx = 'xlsx' as Format;
const options = { tier: 'agentic', version: 'latest' };

interface DocumentLink {
  size_bytes: number;
  exists: boolean;
  presigned_url: string;
}
interface ImageLink {
  index: number;
  filename: string;
  category: string;
  presigned_url: string;
  bbox: unknown;
}

describe('the result of a parse job', () => {
  const folder = tempFolder();
  const clock = new FakeClock();
  let pool: InProcessPool;
  let engine: TestEngine;
  let pdf: Buffer;
  before(async () => {
    pdf = await richPdf(3);
  });
  after(() => folder.remove());
  beforeEach(() => {
    pool = new InProcessPool(join(folder.path, 'worker'));
    engine = new TestEngine({ pool, clock, rangePages: 2 });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  async function parsed(configuration: object, bytes = pdf, name = 'Jahr 2025.pdf'): Promise<string> {
    const form = new FormData();
    form.set('configuration', JSON.stringify({ ...options, ...configuration }));
    form.set('file', new File([new Uint8Array(bytes)], name));
    const { status, body } = await engine.postForm(`${path}/upload`, form);
    assert.equal(status, 200, JSON.stringify(body));
    const state = async () => (await get(body.id)).job.status;
    await eventually(async () => !['PENDING', 'RUNNING'].includes(await state()));
    assert.equal(await state(), 'COMPLETED');
    return body.id;
  }
  const get = async (id: string, expand = '', more = '') =>
    parseResult.parse((await engine.get(`${path}/${id}?expand=${expand}${more}`)).body);
  /** Fetches a presigned URL without the bearer token. */
  async function fetched(url: string) {
    const { pathname, search } = new URL(url);
    const response = await engine.engine.app.inject({ method: 'GET', url: pathname + search });
    assert.equal(response.statusCode, 200);
    return response;
  }
  const documents = async (id: string, expand: string) =>
    (await get(id, expand))['result_content_metadata'] as Record<string, DocumentLink>;

  it('has nothing but the job unless more is asked for', async () => {
    const { job, ...rest } = await get(await parsed({}));
    assert.equal(job.usage, null);
    for (const [key, value] of Object.entries(rest)) assert.equal(value, null, key);
    const keys = [
      ...[
        'forms',
        'images_content_metadata',
        'items',
        'job_metadata',
        'markdown',
        'markdown_full',
        'metadata',
      ],
      ...['raw_parameters', 'result_content_metadata', 'text', 'text_full'],
    ];
    assert.deepEqual(Object.keys(rest).sort(), keys);
  });

  it('is put together from its ranges, and passes over what it does not know', async () => {
    const id = await parsed({});
    const all = await get(
      id,
      'text,markdown,items,metadata,usage,job_metadata,markdown_full,text_full,forms,new',
    );
    assert.equal(pool.calls, 2);
    for (const part of [all.text, all.markdown, all.items, all.metadata]) {
      assert.deepEqual(
        part?.pages.map(page => page.page_number),
        [1, 2, 3],
      );
    }
    assert.deepEqual(all.job.usage, { credits: 0 });
    assert.match(all.text_full ?? '', /Start of page 1[\s\S]*Start of page 3/);
    assert.match(all.markdown_full ?? '', /\| Apple \| 3 \|/);
    assert.deepEqual(all.job_metadata?.['not_applied'], []);
    assert.equal(all.job_metadata?.['cached'], false);
  });

  it('gives documents by URLs that need no token, made once', async () => {
    const id = await parsed({});
    const links = await documents(
      id,
      'text_content_metadata,markdown_content_metadata,items_content_metadata,metadata_content_metadata,text_full_content_metadata,markdown_full_content_metadata,xlsx_content_metadata,forms_content_metadata',
    );
    assert.deepEqual(Object.keys(links).sort(), [
      ...['items', 'markdown', 'markdown_full', 'metadata', 'text', 'text_full'],
    ]);
    const { markdown_full, text, items } = await get(id, 'markdown_full,text,items');
    const markdown = await fetched(links['markdown']?.presigned_url ?? '');
    assert.equal(markdown.body, markdown_full);
    assert.equal(links['markdown']?.size_bytes, markdown.rawPayload.length);
    assert.equal(links['markdown']?.exists, true);
    assert.match(String(markdown.headers['content-disposition']), /filename="Jahr 2025\.md"/);
    assert.match(String(markdown.headers['content-type']), /^text\/markdown/);
    assert.deepEqual(JSON.parse((await fetched(links['items']?.presigned_url ?? '')).body), items);
    const plain = (await fetched(links['text']?.presigned_url ?? '')).body;
    assert.equal(plain, text?.pages.map(page => page.text).join('\n\n'));
    const blobs = engine.blobs();
    await documents(id, 'text_content_metadata,markdown_content_metadata');
    assert.deepEqual(engine.blobs(), blobs);
  });

  it('gives its tables as a workbook, with sheets named after the headings', async () => {
    const text = '# Fruit\n\n| a | b |\n|---|---|\n| x & y | 1 |\n\n| c |\n|---|\n| 2 |\n';
    const asked = { output_options: { tables_as_spreadsheet: { enable: true } } };
    const id = await parsed(asked, Buffer.from(text), 'a.md');
    const link = (await documents(id, 'xlsx_content_metadata'))['xlsx'];
    const { rawPayload } = await fetched(link?.presigned_url ?? '');
    const markdown = await anydoc().toMarkdownBytes(rawPayload, xlsx);
    for (const part of [/## Fruit\n/, /## Fruit \(2\)/, /\| x & y\s*\| 1\s*\|/, /\| 2\s*\|/])
      assert.match(markdown, part);
    const numbered = { output_options: { tables_as_spreadsheet: { enable: true, guess_sheet_name: false } } };
    const other = await documents(await parsed(numbered, Buffer.from(text), 'a.md'), 'xlsx_content_metadata');
    const sheet = await fetched(other['xlsx']?.presigned_url ?? '');
    assert.match(await anydoc().toMarkdownBytes(sheet.rawPayload, xlsx), /## Table_1\n/);
  });

  it('gives the stripped texts, words and boxes that were asked for', async () => {
    const id = await parsed({
      output_options: {
        additional_outputs: ['stripped_md', 'concatenated_stripped_txt', 'word_bbox'],
        granular_bboxes: ['word'],
      },
    });
    const expand =
      'stripped_markdown_content_metadata,concatenated_stripped_markdown_content_metadata,raw_words_content_metadata';
    const links = await documents(id, expand);
    const body = async (name: string) => (await fetched(links[name]?.presigned_url ?? '')).body;
    const stripped = JSON.parse(await body('stripped_markdown')) as { pages: { text: string }[] };
    assert.match(stripped.pages[0]?.text ?? '', /^Start of page 1\.\n\nManual\n\n[\s\S]*Apple\t3/);
    assert.equal((await body('concatenated_stripped_markdown')).split('\n\n---\n\n').length, 3);
    const words = (await body('raw_words'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as object);
    const { page_number, text, x, y } = words[0] as Record<string, number>;
    assert.deepEqual([page_number, text, x], [1, 'Start', 60]);
    assert.equal(typeof y, 'number');
    assert.equal((await body('grounded_items')).trim().split('\n').length, 3);
  });

  it('always tells where the boxes within its items are', async () => {
    const id = await parsed({ output_options: { granular_bboxes: ['cell'] } });
    const result = await get(id, 'text');
    const links = result['result_content_metadata'] as Record<string, DocumentLink>;
    assert.deepEqual(Object.keys(links), ['grounded_items']);
    const rows = (await fetched(links['grounded_items']?.presigned_url ?? '')).body.trim().split('\n');
    const page = JSON.parse(rows[0] ?? '') as { items: { type: string; grounding: { rows: unknown[] } }[] };
    assert.equal(page.items.find(item => item.type === 'table')?.grounding.rows.length, 3);
  });

  it('gives the PDF back where a copy was asked for, though the upload is gone', async () => {
    const id = await parsed({ output_options: { save_output_pdf: true } });
    const { outputPDF: link } = await documents(id, 'output_pdf_content_metadata');
    assert.deepEqual((await fetched(link?.presigned_url ?? '')).rawPayload, pdf);
    assert.deepEqual(await documents(await parsed({}), 'output_pdf_content_metadata'), {});
  });

  describe('with images', () => {
    const saved = { output_options: { images_to_save: ['embedded', 'screenshot'] } };
    const images = async (id: string, more = '') =>
      (await get(id, 'images_content_metadata', more))['images_content_metadata'] as {
        total_count: number;
        images: ImageLink[];
      };

    it('lists them in the order of the pages, with URLs', async () => {
      const { total_count, images: all } = await images(await parsed(saved));
      assert.equal(total_count, 6);
      assert.deepEqual(
        all.map(image => [image.index, image.filename, image.category]),
        [1, 2, 3].flatMap(page => [
          [(page - 1) * 2, `page_${page}.png`, 'screenshot'],
          [(page - 1) * 2 + 1, `img_p${page}_1.png`, 'embedded'],
        ]),
      );
      assert.deepEqual(all[1]?.bbox, { x: 100, y: 150, w: 120, h: 96 });
      assert.equal(all[0]?.bbox, null);
      const image = await fetched(all[1]?.presigned_url ?? '');
      assert.equal(image.headers['content-type'], 'image/png');
      assert.equal(image.rawPayload.subarray(1, 4).toString(), 'PNG');
    });

    it('gives only those that are named', async () => {
      const id = await parsed(saved);
      const some = await images(id, '&image_filenames=page_2.png,img_p3_1.png,none.png');
      assert.equal(some.total_count, 6);
      assert.deepEqual(
        some.images.map(image => image.filename),
        ['page_2.png', 'img_p3_1.png'],
      );
    });

    it('has none where none were asked for', async () => {
      const id = await parsed({});
      assert.equal((await get(id, 'images_content_metadata'))['result_content_metadata'], null);
      assert.deepEqual(await images(id), { total_count: 0, images: [] });
    });

    it('loses them with the job, and not before', async () => {
      const id = await parsed(saved);
      const [image] = (await images(id)).images;
      await documents(id, 'items_content_metadata');
      await engine.reopen();
      await fetched(image?.presigned_url ?? '');
      assert.equal((await engine.delete(`${path}/${id}`)).status, 200);
      assert.deepEqual(engine.blobs(), []);
    });
  });

  it('is given whole to many readers at once, however large it is', async () => {
    const line = 'A line of a long text that goes on and on.\n';
    const id = await parsed({}, Buffer.from(line.repeat(20_000)), 'long.txt');
    const readers = Array.from({ length: 6 }, () => get(id, 'text'));
    for (const { text } of await Promise.all(readers)) {
      const whole = text?.pages.map(page => page.text).join('') ?? '';
      assert.equal(whole.match(/goes on and on/g)?.length, 20_000);
    }
    assert.equal((await get(id, 'usage')).job.usage?.credits, 0);
  });

  it('is not there any more where its bytes are gone', async () => {
    const id = await parsed({});
    const { status, body } = await engine.get(`${path}/${id}?expand=text`);
    assert.equal(status, 200, JSON.stringify(body));
    rmSync(join(engine.dataDir, 'blobs'), { recursive: true });
    const gone = await engine.get(`${path}/${id}?expand=text`);
    assert.deepEqual(
      [gone.status, gone.body.detail],
      [...[404, 'Result not found. Check job status to see if it has completed.']],
    );
    assert.equal((await engine.get(`${path}/${id}?expand=usage`)).status, 200);
  });
});
