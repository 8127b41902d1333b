import assert from 'node:assert/strict';
import { NodeCache } from '../../../src/views/nodeCache';
import type { GroupNode, Node } from '../../../src/views/nodes';

const place = { connectionId: 'local', projectId: 'p' };
const group: GroupNode = { kind: 'batches', id: 'batches', parent: undefined, place };
const batch = (rowKey: string): Node => ({
  kind: 'batch',
  id: `row:${rowKey}`,
  parent: group,
  place,
  rowKey,
});
const message = (parent: Node, text: string): Node => ({
  kind: 'message',
  id: `${parent.id}/message`,
  parent,
  text,
  retry: false,
});

describe('NodeCache', () => {
  it('keeps one object a node and writes new facts into it', () => {
    const nodes = new NodeCache();
    const first = nodes.put(message(group, 'No files'));
    const again = nodes.put(message(group, 'Could not be read.'));
    assert.equal(again, first);
    assert.equal(nodes.get(first.id), first);
    assert.equal(first.kind === 'message' && first.text, 'Could not be read.');
  });

  it('forgets what a list no longer holds, with all that lay under it', () => {
    const nodes = new NodeCache();
    nodes.put(group);
    const [gone, stays] = [nodes.put(batch('1')), nodes.put(batch('2'))];
    for (const parent of [gone, stays]) nodes.put(message(parent, 'No files'));
    nodes.keepOnly(group, [stays]);
    assert.equal(nodes.get(gone.id), undefined);
    assert.equal(nodes.get(`${gone.id}/message`), undefined);
    assert.ok(nodes.get(`${stays.id}/message`));
    nodes.delete(group.id);
    assert.equal(nodes.size, 0);
  });
});
