import assert from 'node:assert/strict';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import type { ParsingGetResponse } from '@llamaindex/llama-cloud/resources/parsing';
import { useServer } from './harness/contractServer';
import { agentic, ParseJobs, quick } from './harness/parseJobs';

const paper = 'research/float gauge drift.pdf';
/** Every value of `expand`, and the key of the answer that it fills (LlamaCloud API docs). */
const expands: Record<string, keyof ParsingGetResponse> = {
  text: 'text',
  markdown: 'markdown',
  items: 'items',
  metadata: 'metadata',
  job_metadata: 'job_metadata',
  markdown_full: 'markdown_full',
  text_full: 'text_full',
  images_content_metadata: 'images_content_metadata',
  text_content_metadata: 'result_content_metadata',
  markdown_content_metadata: 'result_content_metadata',
  items_content_metadata: 'result_content_metadata',
  metadata_content_metadata: 'result_content_metadata',
  text_full_content_metadata: 'result_content_metadata',
  markdown_full_content_metadata: 'result_content_metadata',
};

describe('parse results', function () {
  this.timeout(60_000);
  const server = useServer();
  const jobs = new ParseJobs(server);
  const parsing = () => server.sdk.parsing;
  let job_id: string;

  before(async () => {
    job_id = (await jobs.done({ file_id: await jobs.sample(paper) })).job.id;
  });

  it('holds the job alone when nothing is asked for', async () => {
    const { job, ...rest } = await parsing().get(job_id);
    assert.equal(job.status, 'COMPLETED');
    for (const [key, value] of Object.entries(rest)) assert.equal(value, null, key);
  });

  for (const [expand, key] of Object.entries(expands)) {
    it(`fills ${key} for ${expand}`, async () => {
      const { job, ...rest } = await parsing().get(job_id, { expand: [expand] });
      assert.equal(job.id, job_id);
      for (const [name, value] of Object.entries(rest)) {
        if (name === key) assert.ok(value, `${name} is empty`);
        else assert.equal(value, null, name);
      }
    });
  }

  it('fills job.usage for usage', async () => {
    assert.equal((await parsing().get(job_id)).job.usage ?? null, null);
    const { job } = await parsing().get(job_id, { expand: ['usage'] });
    const { credits } = job.usage ?? {};
    assert.ok(credits === null || typeof credits === 'number');
  });

  it('has one text in each form', async () => {
    const result = await parsing().get(job_id, {
      expand: ['text', 'markdown', 'text_full', 'markdown_full', 'items', 'metadata'],
    });
    const markdown = result.markdown?.pages.map(page => (page.success ? page.markdown : '')) ?? [];
    assert.equal(markdown.length, 2);
    for (const page of markdown) assert.ok(result.markdown_full?.includes(page.trim()));
    for (const page of result.text?.pages ?? []) assert.ok(result.text_full?.includes(page.text.trim()));
    for (const page of result.items?.pages ?? []) {
      assert.ok(page.success);
      assert.ok(page.page_width > 0 && page.page_height > 0 && page.items.length > 0);
    }
    assert.deepEqual(
      result.metadata?.pages.map(page => page.page_number),
      [1, 2],
    );
  });

  it('gives URLs of each form that work without the key', async () => {
    const all = Object.keys(expands).filter(name => expands[name] === 'result_content_metadata');
    const { result_content_metadata } = await parsing().get(job_id, { expand: all });
    const forms = Object.entries(result_content_metadata ?? {});
    assert.ok(forms.length >= all.length, `${forms.map(([name]) => name)}`);
    for (const [name, { presigned_url, size_bytes, exists }] of forms) {
      if (exists === false) continue;
      assert.ok(presigned_url, name);
      const response = await fetch(presigned_url);
      assert.equal(response.status, 200, name);
      assert.equal((await response.arrayBuffer()).byteLength, size_bytes, name);
    }
  });

  it('gives URLs of the images that were saved', async () => {
    const output_options = { images_to_save: ['screenshot' as const, 'embedded' as const] };
    const { job } = await jobs.done({ file_id: await jobs.sample(paper), output_options });
    const { images_content_metadata } = await parsing().get(job.id, {
      expand: ['images_content_metadata'],
    });
    assert.ok(images_content_metadata);
    const { images, total_count } = images_content_metadata;
    assert.ok(total_count >= 2 && images.length === total_count, `${total_count} images`);
    for (const { presigned_url, content_type, filename } of images) {
      const response = await fetch(presigned_url ?? '');
      assert.equal(response.status, 200, filename);
      assert.equal(response.headers.get('content-type'), content_type);
    }
    const [first] = images;
    assert.ok(first);
    const one = await parsing().get(job.id, {
      expand: ['images_content_metadata'],
      image_filenames: first.filename,
    });
    assert.deepEqual(
      one.images_content_metadata?.images.map(image => image.filename),
      [first.filename],
    );
  });

  it('answers a job that is not done with nulls', async () => {
    await jobs.whileUnfinished(async id => {
      const { job, ...rest } = await parsing().get(id, { expand: [...Object.keys(expands), 'usage'] });
      assert.ok(['PENDING', 'RUNNING'].includes(job.status), job.status);
      for (const [key, value] of Object.entries(rest)) assert.equal(value, null, key);
      await parsing().cancel(id);
    });
  });

  it('tells why a job failed', async () => {
    const file_id = await jobs.sample('correspondence/board minutes (locked).pdf');
    const { id } = await parsing().create({ ...agentic, file_id });
    await assert.rejects(parsing().waitForCompletion(id, {}, quick), (error: unknown) => {
      assert.ok(error instanceof PollingError);
      assert.match(error.message, /FAILED \| Error: PDF_IS_PROTECTED: /);
      return true;
    });
    const { job, markdown } = await parsing().get(id, { expand: ['markdown'] });
    assert.deepEqual([job.status, markdown ?? null], ['FAILED', null]);
  });

  it('lists what it did not apply', async () => {
    const { job_metadata } = await jobs.done(
      { file_id: await jobs.text('options.txt'), agentic_options: { custom_prompt: 'Be brief.' } },
      ['job_metadata'],
    );
    assert.match(JSON.stringify(job_metadata), /custom_prompt/);
  });
});
