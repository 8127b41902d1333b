import assert from 'node:assert/strict';
import { configuration } from '../../../../src/protocol/configurations';
import { draftState } from '../../../../src/runs/configurations/draft';

const saved = (version: string, tier: string, name = 'Invoices') =>
  configuration.parse({
    ...{ id: 'cfg-1', name, product_type: 'parse_v2', version },
    parameters: { product_type: 'parse_v2', tier, version: 'latest' },
  });
const place = { connectionId: 'local', projectId: 'project' };
const state = (edited: ReturnType<typeof saved>, there: ReturnType<typeof saved>) =>
  draftState({ ...place, ...saved('v1', 'fast') }, edited, there);

describe('draftState', () => {
  it('is the same where the server has it already, whoever put it there', () => {
    assert.equal(state(saved('v1', 'fast'), saved('v1', 'fast')), 'same');
    assert.equal(state(saved('v1', 'agentic'), saved('v2', 'agentic')), 'same');
  });

  it('is a change where the server has what the draft was made from', () => {
    assert.equal(state(saved('v1', 'agentic'), saved('v1', 'fast')), 'changed');
    assert.equal(state(saved('v1', 'fast', 'Bills'), saved('v1', 'fast')), 'changed');
    // Somebody changed it and changed it back.
    assert.equal(state(saved('v1', 'agentic'), saved('v3', 'fast')), 'changed');
  });

  it('is a conflict where somebody else has changed or renamed it since', () => {
    assert.equal(state(saved('v1', 'agentic'), saved('v2', 'agentic_plus')), 'conflict');
    assert.equal(state(saved('v1', 'agentic'), saved('v2', 'fast', 'Bills')), 'conflict');
    // Not touched here, but moved on there: saving would take it back.
    assert.equal(state(saved('v1', 'fast'), saved('v2', 'agentic_plus')), 'conflict');
  });
});
