import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import type { SqlValue } from '../../../../src/engine/store/database';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import { tempFolder } from '../../../support/tempFolder';

/** The cost of these must not grow with what the store holds. */
describe('the store finds by an index', () => {
  const temporary = tempFolder();
  let folder: DataFolder;
  let store: Store;
  before(() => {
    folder = new DataFolder(temporary.path);
    store = new Store(folder);
  });
  after(() => {
    store.dispose();
    folder.dispose();
    temporary.remove();
  });

  /** How SQLite goes about the last statement of `work`, step by step. */
  function planOf(work: () => unknown): string[] {
    const asked: [string, SqlValue[]][] = [];
    const { db } = store;
    const real = { all: db.all.bind(db), get: db.get.bind(db) };
    db.all = (schema, sql, ...values) => {
      asked.push([sql, values]);
      return real.all(schema, sql, ...values);
    };
    db.get = (schema, sql, ...values) => {
      asked.push([sql, values]);
      return real.get(schema, sql, ...values);
    };
    try {
      work();
    } finally {
      Object.assign(db, real);
    }
    const [sql, values] = asked.at(-1) ?? ['', []];
    return real
      .all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN ${sql}`, ...values)
      .map(row => row.detail);
  }
  const page = { size: 100, before: undefined };
  const anyTime = { created_from: undefined, created_to: undefined };
  const someJobs = { project_id: 'p', status: undefined, ids: ['a', 'b'], ...anyTime };

  it('jobs by their ids', () => {
    const [first] = planOf(() => store.jobs.list(someJobs, page));
    assert.equal(first, 'SEARCH parse_job USING INDEX sqlite_autoindex_parse_job_1 (id=?)');
  });

  it('extract and classify jobs by their ids', () => {
    const wanted = { ...someJobs, configuration_id: undefined };
    const [extract] = planOf(() => store.extractJobs.list(wanted, page));
    assert.equal(extract, 'SEARCH extract_job USING INDEX sqlite_autoindex_extract_job_1 (id=?)');
    const [classify] = planOf(() => store.classifyJobs.list(wanted, page));
    assert.equal(classify, 'SEARCH classify_job USING INDEX sqlite_autoindex_classify_job_1 (id=?)');
  });

  it('files by their ids', () => {
    const wanted = { project_id: 'p', ids: ['a'], name: undefined, external_file_id: undefined };
    const [first] = planOf(() => store.files.list(wanted, page));
    assert.equal(first, 'SEARCH file USING INDEX sqlite_autoindex_file_1 (id=?)');
  });

  it('jobs of a project, newest first', () => {
    const plan = planOf(() => store.jobs.list({ ...someJobs, ids: undefined }, page));
    assert.deepEqual(plan, ['SEARCH parse_job USING INDEX parse_job_list (project_id=?)']);
  });

  it('what was parsed already, by the bytes of the file', () => {
    const file = { id: 'dfl-1', name: 'a.txt', sha256: 'x', size: 1 };
    const [first] = planOf(() => store.legacyBatches.alreadyProcessed('p', 'hash', file));
    assert.equal(first, 'SEARCH bf USING INDEX batch_file_blob (sha256=?)');
  });

  it('the name of an item of a legacy batch, by the item', () => {
    const [first] = planOf(() => store.legacyBatches.itemName('p', 'dfl-1'));
    assert.equal(first, 'SEARCH bf USING INDEX batch_file_item (directory_file_id=?)');
  });

  it('what ended first, in its order', () => {
    const plan = planOf(() => store.endedWork.oldest(1, 20));
    const sought = plan.filter(step => step.startsWith('SEARCH j '));
    assert.deepEqual(sought, [
      'SEARCH j USING INDEX batch_ended (finished_at<?)',
      'SEARCH j USING INDEX parse_job_ended (finished_at<?)',
      'SEARCH j USING INDEX extract_job_ended (finished_at<?)',
      'SEARCH j USING INDEX classify_job_ended (finished_at<?)',
    ]);
  });
});
