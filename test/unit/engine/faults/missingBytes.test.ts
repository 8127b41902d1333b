import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TestEngine } from '../testEngine';

/** What lies on the disk may be taken away under the engine: by a person, a cleaner of disks, a virus scanner. */
describe('bytes that are gone', () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = new TestEngine();
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const loseBlobs = () => {
    const blobs = join(engine.dataDir, 'blobs');
    for (const shard of readdirSync(blobs)) rmSync(join(blobs, shard), { recursive: true });
  };

  it('of a result are 404 with a sentence, and the job can still be read', async () => {
    const { id } = await engine.batch('a.txt');
    const { results } = await engine.until(id, 'COMPLETED');
    const job = results?.[0]?.job_reference?.id ?? '';
    loseBlobs();
    for (const expand of [
      'text',
      'markdown_full',
      'items',
      'text_content_metadata',
      'images_content_metadata',
    ]) {
      const { status, body } = await engine.get(`/api/v2/parse/${job}?expand=${expand}`);
      assert.ok(status === 404 || status === 200, `${expand}: ${status} ${JSON.stringify(body)}`);
      if (status === 404) assert.match(String(body.detail), /^[A-Z].+\.$/);
    }
    assert.equal((await engine.get(`/api/v2/parse/${job}?expand=text`)).status, 404);
    assert.equal((await engine.get(`/api/v2/parse/${job}`)).status, 200);
  });

  it('of a file are 404 with a sentence, and the same bytes mend it', async () => {
    const directory = await engine.directory();
    const file = String((await engine.upload(directory, 'a.txt')).body['file_id']);
    loseBlobs();
    const { body } = await engine.get(`/api/v1/beta/files/${file}/content`);
    const download = async () => {
      const { pathname, search } = new URL(String(body['url']));
      return engine.get(pathname + search);
    };
    const gone = await download();
    assert.equal(gone.status, 404);
    assert.ok(!JSON.stringify(gone.body).includes(engine.dataDir));
    assert.equal((await engine.upload(directory, 'a.txt')).status, 201);
    const url = new URL(String(body['url']));
    const answer = await engine.engine.app.inject({ url: url.pathname + url.search });
    assert.deepEqual([answer.statusCode, answer.body], [200, 'a.txt']);
  });

  it('of the whole folder do not keep it from taking new ones', async () => {
    const directory = await engine.directory();
    rmSync(join(engine.dataDir, 'blobs'), { recursive: true });
    mkdirSync(join(engine.dataDir, 'blobs'));
    assert.equal((await engine.upload(directory, 'a.txt')).status, 201);
    const { id } = await engine.batchOver(directory);
    await engine.until(id, 'COMPLETED');
  });
});
