import assert from 'node:assert/strict';
import { legacyClassifyConfig } from '../../../../src/protocol/legacyBatches';
import { classifyBody, nameOfRules, readRule } from '../../../../src/runs/classify/rules';

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

  it('are as long as the API takes them', () => {
    const problemOf = (text: string) => {
      const read = readRule(text);
      return 'problem' in read ? read.problem : '';
    };
    assert.match(problemOf('invoice: a bill'), /at least 10 characters/);
    assert.match(problemOf(`${'i'.repeat(51)}: a bill with an amount due`), /50 characters/);
    assert.match(problemOf(`invoice: ${'a'.repeat(2001)}`), /2000 characters/);
  });

  it('have a name of their own, the same for the same rules', () => {
    const other = { ...invoice, description: 'something else' };
    assert.equal(nameOfRules([invoice]), nameOfRules([{ ...invoice }]));
    assert.notEqual(nameOfRules([invoice]), nameOfRules([other]));
    assert.match(nameOfRules([invoice, { ...other, type: 'letter' }]), /^Kinds: invoice, letter \(/);
    const many = Array.from({ length: 100 }, (_, n) => ({ ...invoice, type: `kind ${n}` }));
    assert.ok(nameOfRules(many).length < 255);
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
