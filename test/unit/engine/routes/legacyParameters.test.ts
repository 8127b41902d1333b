import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalServer } from '../outbound/servers';
import { eventually, TestEngine } from '../testEngine';
import { LegacyDriver } from './legacyDriver';

describe('the parameters of a legacy batch', () => {
  let engine: TestEngine;
  let legacy: LegacyDriver;
  beforeEach(() => {
    engine = new TestEngine();
    legacy = new LegacyDriver(engine);
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const directoryOf: LegacyDriver['directoryOf'] = (...names) => legacy.directoryOf(...names);
  const create: LegacyDriver['create'] = (...args) => legacy.create(...args);
  const until: LegacyDriver['until'] = (...args) => legacy.until(...args);
  const items: LegacyDriver['items'] = (...args) => legacy.items(...args);

  const parsed = async (name: string, parameters: object) => {
    const job = await create(await directoryOf(name), parameters);
    await until(job.id, 'completed');
    const [item] = (await items(job.id)).items;
    const expand = 'expand=markdown_full,text_full,job_metadata,markdown_full_content_metadata';
    return (await engine.get(`/api/v2/parse/${item?.['job_id']}?${expand}`)).body;
  };

  it('shape the whole text', async () => {
    const { markdown_full, text_full } = await parsed('2p.txt', {
      ...{ page_prefix: '<{page_number}> ', page_suffix: '.', page_separator: '\n--{page_number}--\n' },
    });
    assert.equal(markdown_full, '<1> # 2p.txt page 1.\n--2--\n<2> # 2p.txt page 2.');
    assert.equal(text_full, '<1> 2p.txt page 1.\n--2--\n<2> 2p.txt page 2.');
  });

  it('replace pages that failed', async () => {
    const asked = {
      ...{ replace_failed_page_mode: 'error_message', replace_failed_page_with_error_message_prefix: '! ' },
      page_separator: '|',
    };
    const { markdown_full } = await parsed('odd.pdf', asked);
    assert.equal(markdown_full, '# odd.pdf page 1|! The page is damaged.|# odd.pdf page 3');
  });

  it('that did not act are told with the result, of a job that failed too', async () => {
    const asked = { user_prompt: 'Be brief.', skip_diagonal_text: true, custom_metadata: { case: 7 } };
    const told = async (name: string) =>
      (await parsed(name, asked))['job_metadata'] as Record<string, unknown>;
    const text = await told('a.txt');
    assert.deepEqual(text['not_applied'], ['skip_diagonal_text', 'user_prompt']);
    assert.deepEqual(text['custom_metadata'], { case: 7 });
    assert.deepEqual((await told('a.pdf'))['not_applied'], ['user_prompt']);
    assert.ok(((await told('protected.pdf'))['not_applied'] as string[]).includes('user_prompt'));
  });

  it('keep a result out of the cache of other jobs', async () => {
    const directory = await directoryOf('a.txt');
    for (const parameters of [{ do_not_cache: true }, { page_prefix: '1' }, { page_prefix: '2' }]) {
      await until((await create(directory, parameters)).id, 'completed');
    }
    assert.deepEqual(engine.pool.calls.filter(call => call.startsWith('parse')).length, 2);
  });

  it('name webhooks: a plain URL hears how jobs end, a configuration what it asks for', async () => {
    const server = await LocalServer.start();
    try {
      const url = (name: string) => server.url('127.0.0.1', `/${name}`);
      const job = await create(await directoryOf('a.txt', 'protected.pdf'), {
        webhook_url: url('plain'),
        webhook_configurations: [
          {
            webhook_url: url('own'),
            webhook_output_format: 'json',
            webhook_events: ['batch.success', 'parse.success'],
          },
        ],
      });
      await until(job.id, 'completed');
      await eventually(() => server.requests.length === 4);
      const heard = (name: string) =>
        server.requests
          .filter(({ url: path }) => path === `/${name}`)
          .map(({ body }) => (body.startsWith('"') ? JSON.parse(body) : body))
          .map(body => (JSON.parse(body) as { event_type: string }).event_type)
          .sort();
      assert.deepEqual(heard('plain'), ['parse.error', 'parse.success']);
      assert.deepEqual(heard('own'), ['batch.success', 'parse.success']);
    } finally {
      await server.stop();
    }
  });

  it('keeps no secret of a request anywhere in its rows', async () => {
    const directory = await directoryOf('a.txt');
    const secrets = {
      gpt4o_api_key: 'SECRET-1',
      azure_openai_key: 'SECRET-2',
      http_proxy: 'http://SECRET-3@p',
    };
    const job = await create(directory, { ...secrets, mistyped_api_key: 'SECRET-4', user_prompt: 'kept' });
    await until(job.id, 'completed');
    await engine.engine.close(0);
    const files = readdirSync(engine.dataDir, { recursive: true, withFileTypes: true });
    const stored = files
      .filter(file => file.isFile())
      .map(file => readFileSync(join(file.parentPath, file.name), 'latin1'));
    assert.ok(stored.some(text => text.includes('user_prompt')));
    for (const text of [...stored, ...engine.lines]) assert.doesNotMatch(text, /SECRET/);
  });
});
