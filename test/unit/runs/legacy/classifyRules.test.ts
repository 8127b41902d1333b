import assert from 'node:assert/strict';
import { legacyClassifyConfig } from '../../../../src/protocol/legacyBatches';
import { classifyBody, readRule } from '../../../../src/runs/legacy/classifyRules';

const invoice = { type: 'invoice', description: 'a bill: with an amount due' };

describe('rules to classify by', () => {
  it('are a kind and how to tell it', () => {
    assert.deepEqual(readRule('  invoice : a bill: with an amount due '), { rule: invoice });
  });

  it('are asked for anew where one half is missing, or the kind is there already', () => {
    for (const text of ['', 'invoice', 'invoice:', ': a bill', '  :  '])
      assert.ok('problem' in readRule(text), text);
    const again = readRule('invoice: something else', [invoice]);
    assert.match('problem' in again ? again.problem : '', /invoice/);
  });

  it('make a body that the older route takes', () => {
    const projectId = '0f3a5b7c-1d2e-4f60-8a9b-0c1d2e3f4a5b';
    const body = classifyBody('dir-1', projectId, [invoice]);
    assert.equal(body.directory_id, 'dir-1');
    const config = legacyClassifyConfig.parse(body.job_config);
    assert.equal(config.project_id, projectId);
    assert.deepEqual(config.rules, [invoice]);
    assert.notEqual(classifyBody('dir-1', projectId, [invoice]).job_config.id, config.id);
  });
});
