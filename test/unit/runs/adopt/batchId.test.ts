import assert from 'node:assert/strict';
import { batchIdOfLink, readBatchId } from '../../../../src/runs/adopt/batchId';

const id = 'bat-0f3a5b7c-1d2e-4f60-8a9b-0c1d2e3f4a5b';

describe('the id of a batch', () => {
  it('is read as it was typed, with blanks around it or inside of an address', () => {
    for (const text of [id, `  ${id}\n`, `https://cloud.example.com/project/p/batches/${id}?tab=files`]) {
      assert.deepEqual(readBatchId(text), { id }, text);
    }
  });

  it('is taken in another form too: ids are opaque', () => {
    assert.deepEqual(readBatchId('5phop255mfqv4puxt6fwcttagowe'), { id: '5phop255mfqv4puxt6fwcttagowe' });
  });

  it('is asked for where there is none, or more than one', () => {
    for (const text of [
      '',
      ' ',
      'the batch of Tuesday',
      '../../etc',
      `${id} bat-0f3a5b7c`,
      'a'.repeat(200),
    ]) {
      assert.ok('problem' in readBatchId(text), text);
    }
  });

  it('is told from the ids of other things', () => {
    const answer = readBatchId('pjb-5phop255mfqv4puxt6fwcttagowe');
    assert.match('problem' in answer ? answer.problem : '', /parse job/);
  });
});

describe('a link to a batch', () => {
  it('gives its id', () => assert.equal(batchIdOfLink(`/batch/${id}`), id));

  it('gives nothing where it is anything else', () => {
    const paths = [
      '',
      '/',
      '/batch/',
      '/batch',
      `/batch/${id}/`,
      `/batch/${id}/../x`,
      `/Batch/${id}`,
      `//batch/${id}`,
    ];
    const ids = [
      '/batch/../secrets',
      '/batch/bat-a%2fb',
      '/batch/bat-',
      '/batch/pjb-1',
      '/batch/bat-a b',
      '/batch/bat-ä',
    ];
    const long = `/batch/bat-${'a'.repeat(200)}`;
    for (const path of [...paths, ...ids, long, `/batch/${id}\n`])
      assert.equal(batchIdOfLink(path), undefined, path);
  });
});
