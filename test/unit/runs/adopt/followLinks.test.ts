import assert from 'node:assert/strict';
import { followLinks } from '../../../../src/runs/adopt/followLinks';

describe('links to batches', () => {
  it('hand on the id of a batch and nothing else', async () => {
    const ids: string[] = [];
    const follow = followLinks(async id => void ids.push(id));
    await follow('/batch/bat-1');
    for (const path of ['/batch/../x', '/run/bat-1', '/batch/bat-1/more', '']) {
      await assert.rejects(follow(path), /no batch/);
    }
    assert.deepEqual(ids, ['bat-1']);
  });

  it('are followed one at a time: a page cannot pile up questions', async () => {
    const ids: string[] = [];
    let answer = () => {};
    const follow = followLinks(async id => {
      ids.push(id);
      await new Promise<void>(resolve => {
        answer = resolve;
      });
    });
    const first = follow('/batch/bat-1');
    await follow('/batch/bat-2');
    await follow('/nonsense');
    assert.deepEqual(ids, ['bat-1']);
    answer();
    await first;
    const third = follow('/batch/bat-3');
    answer();
    await third;
    assert.deepEqual(ids, ['bat-1', 'bat-3']);
  });

  it('are followed again after one that failed', async () => {
    const ids: string[] = [];
    const follow = followLinks(async id => {
      ids.push(id);
      throw new Error('The person said no.');
    });
    await assert.rejects(follow('/batch/bat-1'));
    await assert.rejects(follow('/batch/bat-2'));
    assert.deepEqual(ids, ['bat-1', 'bat-2']);
  });
});
