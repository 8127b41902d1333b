import assert from 'node:assert/strict';
import { FakeClock } from '../fakes';
import { type AnswerBody, refusal as detail, eventually, TestEngine } from '../testEngine';
import { LegacyDriver, path, told } from './legacyDriver';

const uuid = '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e';

describe('the legacy batch route', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let legacy: LegacyDriver;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    legacy = new LegacyDriver(engine);
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const directoryOf: LegacyDriver['directoryOf'] = (...names) => legacy.directoryOf(...names);
  const create: LegacyDriver['create'] = (...args) => legacy.create(...args);
  const until: LegacyDriver['until'] = (...args) => legacy.until(...args);
  const items: LegacyDriver['items'] = (...args) => legacy.items(...args);
  const status: LegacyDriver['status'] = id => legacy.status(id);
  const results = async (id: string, query = '') =>
    (await engine.get(`${path}/items/${id}/processing-results${query}`)).body as AnswerBody & {
      processing_results: AnswerBody[];
    };

  describe('create', () => {
    it('takes a directory, however many files it holds at once, and parses each', async () => {
      const directory = await directoryOf('a.txt', 'protected.pdf', 'odd.xyz');
      clock.advance(1000);
      const job = await create(directory, {}, { page_size: 1, continue_as_new_threshold: 1 });
      assert.match(job.id, /^bjb-/);
      assert.deepEqual(
        [job['directory_id'], job['job_type'], job.status, job['started_at'], job['completed_at']],
        [directory, 'parse', 'pending', null, null],
      );
      assert.deepEqual(told(job), [3, 0, 0, 0]);
      const done = await until(job.id, 'completed');
      assert.deepEqual(told(done.job), [3, 1, 2, 0]);
      assert.equal(done['progress_percentage'], 100);
      assert.equal(done.job['completed_at'], '2026-01-01T00:00:01.000Z');
      const { items: list, total_size, next_page_token } = await items(job.id);
      assert.deepEqual([total_size, next_page_token], [3, null]);
      assert.deepEqual(
        list.map(item => [item['item_name'], item.status, item['skip_reason']]),
        [
          ['a.txt', 'completed', null],
          ['protected.pdf', 'failed', null],
          ['odd.xyz', 'failed', null],
        ],
      );
      assert.equal(list[1]?.['error_message'], 'PDF_IS_PROTECTED: The PDF is protected by a password.');
      assert.match(String(list[2]?.['error_message']), /^UNSUPPORTED_FILE_TYPE/);
      const parse = await engine.get(`/api/v2/parse/${list[0]?.['job_id']}?expand=text`);
      assert.deepEqual(parse.body['text'], { pages: [{ page_number: 1, text: 'a.txt page 1' }] });
    });

    it('takes items by the ids of directory files and of files, each once', async () => {
      const directory = await engine.directory();
      const one = (await engine.upload(directory, 'one.txt')).body;
      const two = (await engine.upload(directory, 'two.txt')).body;
      await engine.upload(directory, 'three.txt');
      const item_ids = [two.id, one['file_id'], two.id];
      const { body: job } = await engine.post(path, { item_ids, job_config: {} });
      assert.deepEqual([job['directory_id'], job['total_items']], [null, 2]);
      await until(job.id, 'completed');
      assert.deepEqual(
        (await items(job.id)).items.map(item => [item['item_id'], item['item_name'], item.status]),
        [
          [two.id, 'two.txt', 'completed'],
          [one['file_id'], 'one.txt', 'completed'],
        ],
      );
    });

    it('wants one source, and one that is there', async () => {
      const directory = await engine.directory();
      const post = (body: object) => detail(engine.post(path, { job_config: {}, ...body }));
      assert.deepEqual(await post({}), [400, 'Give a directory_id or a list of item_ids.']);
      assert.deepEqual(await post({ directory_id: directory, item_ids: ['x'] }), [
        400,
        'Give either directory_id or item_ids, not both.',
      ]);
      assert.deepEqual(await post({ item_ids: [] }), [400, 'item_ids is empty. Name at least one item.']);
      assert.deepEqual(await post({ item_ids: ['dfl-none'] }), [404, 'Item dfl-none not found']);
      assert.deepEqual(await post({ directory_id: 'dir-none' }), [404, 'Directory not found']);
      assert.equal((await post({ directory_id: directory }))[0], 400);
    });

    it('refuses values of the wrong type where they stand, and passes over what nobody knows', async () => {
      const directory = await directoryOf('a.txt');
      const post = async (body: object) => {
        const { status, body: answer } = await engine.post(path, { directory_id: directory, ...body });
        const issues = answer.detail as { loc: string[]; msg: string; type: string }[] | undefined;
        return [status, issues?.map(issue => `${issue.loc.join('.')}: ${issue.msg}`)];
      };
      assert.deepEqual(await post({}), [422, ['body.job_config: Field required']]);
      const parameters = {
        disable_ocr: 'yes',
        max_pages: 1.5,
        priority: 'now',
        lang: null,
        target_pages: 'x',
      };
      assert.deepEqual(await post({ page_size: 1001, job_config: { parameters, session_id: 'x' } }), [
        422,
        [
          'body.page_size: Input should be less than or equal to 1000',
          'body.job_config.parameters.disable_ocr: Input should be a valid boolean',
          'body.job_config.parameters.max_pages: Input should be a valid integer',
          "body.job_config.parameters.target_pages: 'x' is not a page or a range of pages such as 0 or 2-4",
          "body.job_config.parameters.priority: Input should be 'low', 'medium', 'high' or 'critical'",
          'body.job_config.parameters.lang: Input should be a valid string',
          'body.job_config.session_id: Input should be a valid uuid',
        ],
      ]);
      const unknown = { further: 1, job_config: { more: 1, parameters: { tab_size: 4 } } };
      assert.equal((await post(unknown))[0], 201);
    });

    it('asks a classify job for its rules', async () => {
      const directory = await directoryOf('a.txt');
      const job_config = { id: uuid, user_id: 'u', project_id: uuid, status: 'PENDING' };
      assert.deepEqual(await detail(engine.post(path, { directory_id: directory, job_config })), [
        422,
        [{ loc: ['body', 'job_config', 'rules'], msg: 'Field required', type: 'missing' }],
      ]);
    });
  });

  describe('lists', () => {
    it('are apart from those of v2, newest first, in windows', async () => {
      const directory = await directoryOf('a.txt');
      const v2 = await engine.batchOver(directory);
      const jobs: string[] = [];
      for (const prefix of ['1', '2', '3'])
        jobs.unshift((await create(directory, { page_prefix: prefix })).id);
      for (const id of jobs) await until(id, 'completed');
      const list = async (query: string) => {
        const { body } = await engine.get(`${path}${query}`);
        return [
          body.items.map(job => jobs.indexOf(job.id)),
          body['total_size'],
          body.next_page_token !== null,
        ];
      };
      assert.deepEqual(await list(''), [[0, 1, 2], 3, false]);
      assert.deepEqual(await list('?limit=2'), [[0, 1], 3, true]);
      assert.deepEqual(await list('?limit=2&offset=2'), [[2], 3, false]);
      assert.deepEqual(await list('?offset=9'), [[], 3, false]);
      assert.deepEqual(await list(`?directory_id=${directory}&job_type=parse&status=completed`), [
        [0, 1, 2],
        3,
        false,
      ]);
      for (const none of [
        'directory_id=dir-none',
        'job_type=classify',
        'job_type=extract',
        'status=dispatched',
      ]) {
        assert.deepEqual(await list(`?${none}`), [[], 0, false], none);
      }
      const token = (await engine.get(`${path}?limit=2`)).body.next_page_token;
      assert.deepEqual(await list(`?limit=2&page_token=${token}`), [[2], 3, false]);
      assert.deepEqual(
        (await engine.get('/api/v2/batches')).body.items.map(batch => batch.id),
        [v2.id],
      );
      assert.deepEqual(await detail(engine.get(`/api/v2/batches/${jobs[0]}`)), [404, 'Batch not found']);
      assert.deepEqual(await detail(engine.get(`${path}/${v2.id}`)), [404, 'Batch job not found']);
      assert.deepEqual(await detail(engine.post(`${path}/${v2.id}/cancel`, {})), [
        404,
        'Batch job not found',
      ]);
      for (const bad of ['limit=0', 'limit=1001', 'offset=-1', 'status=RUNNING', 'job_type=PARSE']) {
        assert.equal((await engine.get(`${path}?${bad}`)).status, 422, bad);
      }
    });

    it('tell the items of a status', async () => {
      const job = await create(await directoryOf('a.txt', 'b.txt', 'protected.pdf'));
      await until(job.id, 'completed');
      const names = async (query: string) => {
        const { items: list, total_size } = await items(job.id, query);
        return [list.map(item => item['item_name']), total_size];
      };
      assert.deepEqual(await names('?status=completed'), [['a.txt', 'b.txt'], 2]);
      assert.deepEqual(await names('?status=completed&limit=1&offset=1'), [['b.txt'], 2]);
      assert.deepEqual(await names('?status=failed'), [['protected.pdf'], 1]);
      assert.deepEqual(await names('?status=skipped'), [[], 0]);
      assert.equal((await engine.get(`${path}/${job.id}/items?status=done`)).status, 422);
    });
  });

  describe('skips', () => {
    it('what was parsed the same way before, and names the job to read', async () => {
      const directory = await directoryOf('a.txt');
      const first = await create(directory);
      await until(first.id, 'completed');
      const [before] = (await items(first.id)).items;
      await engine.upload(directory, 'b.txt');
      const job = await create(directory);
      const done = await until(job.id, 'completed');
      assert.deepEqual(told(done.job), [2, 1, 0, 1]);
      assert.equal(done['progress_percentage'], 100);
      const [skipped, parsed] = (await items(job.id)).items;
      assert.deepEqual(
        [skipped?.status, skipped?.['skip_reason'], skipped?.['job_id'], skipped?.['completed_at']],
        ['skipped', 'already_processed', before?.['job_id'], null],
      );
      assert.equal(parsed?.status, 'completed');
      assert.deepEqual(
        engine.pool.calls.filter(call => call.startsWith('parse')),
        ['parse a.txt', 'parse b.txt'],
      );
    });

    it('nothing that asks for other parameters, for a new run, or has another type', async () => {
      const directory = await engine.directory();
      await engine.upload(directory, 'a.txt', 'same');
      await until((await create(directory)).id, 'completed');
      const skipped = async (over: string, parameters: object) => {
        const job = await create(over, parameters);
        return told((await until(job.id, 'completed')).job)[3];
      };
      assert.equal(await skipped(directory, { page_prefix: 'p' }), 0);
      assert.equal(await skipped(directory, { invalidate_cache: true }), 0);
      assert.equal(await skipped(directory, { do_not_cache: true }), 0);
      const other = await engine.directory();
      await engine.upload(other, 'renamed.TXT', 'same');
      await engine.upload(other, 'a.md', 'same');
      assert.equal(await skipped(other, {}), 1);
    });

    it('nothing of what must not be kept, and nothing that failed', async () => {
      const directory = await directoryOf('a.txt', 'protected.pdf');
      await until((await create(directory, { do_not_cache: true })).id, 'completed');
      const again = await create(directory);
      assert.deepEqual(told((await until(again.id, 'completed')).job), [2, 1, 1, 0]);
    });

    it('what is larger than files may be', async () => {
      const options = { clock, maxFileBytes: 10 };
      const lowered = new TestEngine(options);
      try {
        const directory = await lowered.directory();
        await lowered.upload(directory, 'a.txt', '1234567890');
        await lowered.upload(directory, 'b.txt', '123');
        options.maxFileBytes = 9;
        await lowered.reopen();
        const { body: job } = await lowered.post(path, { directory_id: directory, job_config: {} });
        assert.equal(job['skipped_items'], 1);
        const { body } = await lowered.get(`${path}/${job.id}/items?status=skipped`);
        assert.deepEqual(
          body.items.map(item => [item['item_name'], item['skip_reason'], item['job_id']]),
          [['a.txt', 'size_limit_exceeded', null]],
        );
      } finally {
        await lowered.dispose();
      }
    });
  });

  describe('cancel', () => {
    it('stops what runs, keeps what is done, and tells the reason', async () => {
      const directory = await directoryOf('a.txt');
      await until((await create(directory)).id, 'completed');
      engine.pool.held = true;
      for (const name of ['b.txt', 'c.txt', 'd.txt', 'e.txt']) await engine.upload(directory, name);
      const job = await create(directory, { page_prefix: 'p' });
      await eventually(() => engine.pool.waitingCount === 2);
      assert.equal((await status(job.id)).job.status, 'running');
      const answer = await engine.post(`${path}/${job.id}/cancel`, { reason: 'Not needed.' });
      const message = 'The batch job was cancelled: Not needed.';
      assert.deepEqual(answer, {
        status: 200,
        body: { job_id: job.id, status: 'cancelled', processed_items: 1, message },
      });
      const { job: cancelled } = await status(job.id);
      assert.deepEqual([cancelled.status, cancelled['error_message']], ['cancelled', message]);
      await eventually(async () => (await status(job.id)).job['completed_at'] !== null);
      assert.equal((await items(job.id, '?status=cancelled'))['total_size'], 4);
      assert.deepEqual(
        (await engine.get(`${path}?status=cancelled`)).body.items.map(each => each.id),
        [job.id],
      );
      assert.deepEqual(await detail(engine.post(`${path}/${job.id}/cancel`, {})), [
        400,
        'The batch job has ended (cancelled) and cannot be cancelled.',
      ]);
    });

    it('needs no reason and no body, and takes a job that has not begun', async () => {
      const job = await create(await directoryOf('a.txt'));
      const answer = await engine.post(`${path}/${job.id}/cancel`);
      assert.deepEqual([answer.status, answer.body['message']], [200, 'The batch job was cancelled.']);
      assert.deepEqual(
        (await items(job.id)).items.map(item => [item.status, item['job_id']]),
        [['cancelled', null]],
      );
    });
  });

  describe('processing results', () => {
    it('tell every run of an item with the configuration it was made with', async () => {
      const directory = await engine.directory();
      const item = (await engine.upload(directory, 'a.txt')).body.id;
      assert.deepEqual(await results(item), { item_id: item, item_name: 'a.txt', processing_results: [] });
      const plain = await create(directory);
      await until(plain.id, 'completed');
      clock.advance(1000);
      const second = await create(directory, { page_prefix: 'p', gpt4o_api_key: 'sk-secret' });
      await until(second.id, 'completed');
      const skipped = await create(directory);
      await until(skipped.id, 'completed');
      const found = await results(item);
      const jobs = await Promise.all(
        [plain, second].map(async job => (await items(job.id)).items[0]?.['job_id']),
      );
      assert.deepEqual(
        found.processing_results.map(({ parameters_hash: hash, ...result }) => [typeof hash, result]),
        jobs.map((job, index) => [
          'string',
          {
            result_id: job,
            item_id: item,
            job_type: 'parse',
            job_config: { parameters: index === 0 ? {} : { page_prefix: 'p' } },
            output_s3_path: `http://localhost:80/api/v2/parse/${job}`,
            output_metadata: null,
            processed_at: `2026-01-01T00:00:0${index}.000Z`,
          },
        ]),
      );
      assert.equal((await results(item, '?job_type=parse')).processing_results.length, 2);
      assert.equal((await results(item, '?job_type=classify')).processing_results.length, 0);
      const url = String(found.processing_results[0]?.['output_s3_path']);
      assert.equal((await engine.get(new URL(url).pathname)).status, 200);
      await engine.request('DELETE', `/api/v1/beta/directories/${directory}/files/${item}`);
      assert.equal((await results(item)).processing_results.length, 2);
      assert.deepEqual(await detail(engine.get(`${path}/items/none/processing-results`)), [
        404,
        'Item not found',
      ]);
    });
  });

  it('keeps projects apart, and deleted files out', async () => {
    const made = await engine.post('/local/projects', { name: 'other', workspace_key: 'other' });
    const project_id = made.body.id;
    const of = (url: string) => `${url}?project_id=${project_id}`;
    const directory = await engine.directory();
    const item = (await engine.upload(directory, 'a.txt', 'same')).body;
    await until((await create(directory)).id, 'completed');

    const other = (await engine.post(of('/api/v1/beta/directories'), { name: 'other' })).body.id;
    const form = new FormData();
    form.set('upload_file', new File(['same'], 'a.txt'));
    await engine.postForm(of(`/api/v1/beta/directories/${other}/files/upload`), form);
    const { body: job } = await engine.post(of(path), { directory_id: other, job_config: {} });
    assert.deepEqual([job['project_id'], job['skipped_items']], [project_id, 0]);
    await until(job.id, 'completed');
    const foreign = { item_ids: [item.id], job_config: {} };
    assert.deepEqual(await detail(engine.post(of(path), foreign)), [404, `Item ${item.id} not found`]);
    const results = of(`${path}/items/${item.id}/processing-results`);
    assert.deepEqual(await detail(engine.get(results)), [404, 'Item not found']);
    assert.equal((await engine.get(of(path))).body['total_size'], 1);
    assert.equal((await engine.get(of(`${path}/${job.id}`))).status, 200);

    await engine.request('DELETE', `/api/v1/beta/directories/${directory}/files/${item.id}`);
    assert.deepEqual(await detail(engine.post(path, foreign)), [404, `Item ${item.id} not found`]);
  });

  it('goes on where it was after a restart', async () => {
    engine.pool.held = true;
    const directory = await directoryOf('a.txt', 'b.txt', 'c.txt');
    const job = await create(directory, { page_prefix: 'p' });
    await eventually(() => engine.pool.waitingCount === 2);
    await engine.reopen();
    const done = await until(job.id, 'completed');
    assert.deepEqual(told(done.job), [3, 3, 0, 0]);
    const again = await create(directory, { page_prefix: 'p' });
    assert.deepEqual(told((await until(again.id, 'completed')).job), [3, 0, 0, 3]);
  });
});
