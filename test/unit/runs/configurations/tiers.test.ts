import assert from 'node:assert/strict';
import { configuration } from '../../../../src/protocol/configurations';
import { isPreset } from '../../../../src/runs/configurations/presets';
import { tierChoices } from '../../../../src/runs/configurations/tiers';

const saved = (id: string, name: string, tier: string, options: object = {}) =>
  configuration.parse({
    ...{ id, name, product_type: 'parse_v2', version: 'v' },
    parameters: { product_type: 'parse_v2', tier, version: 'latest', ...options },
  });
const choices = (...all: ReturnType<typeof saved>[]) =>
  tierChoices(all).map(({ tier, there }) => [tier, there?.id ?? null]);

describe('tierChoices', () => {
  it('offers every tier where a server lists none, the agentic one by its public preset', () => {
    assert.deepEqual(choices(), [
      ['fast', null],
      ['cost_effective', null],
      ['agentic', 'cfg-PARSE_AGENTIC'],
      ['agentic_plus', null],
    ]);
    const names = tierChoices([]).map(({ ownName }) => ownName);
    assert.equal(names[1], 'Llama Batches: cost-effective');
  });

  it('offers nothing that the server’s own presets say already', () => {
    const presets = ['fast', 'cost_effective', 'agentic', 'agentic_plus'].map(tier =>
      saved(`cfg-PARSE_${tier.toUpperCase()}`, tier, tier),
    );
    assert.deepEqual(choices(...presets), []);
  });

  it('uses what was made before, under its own name', () => {
    const own = saved('cfg-1', 'Llama Batches: fast', 'fast');
    assert.deepEqual(choices(own)[0], ['fast', 'cfg-1']);
  });

  it('leaves alone what a person has made of a configuration of ours', () => {
    const changed = saved('cfg-1', 'Llama Batches: fast', 'fast', { disable_cache: true });
    assert.ok(!choices(changed).some(([tier]) => tier === 'fast'));
  });

  it('takes a configuration with further options for none of a tier alone', () => {
    const special = saved('cfg-1', 'Rotated', 'fast', { disable_cache: true });
    assert.deepEqual(choices(special)[0], ['fast', null]);
  });
});

describe('isPreset', () => {
  it('tells built-in ids by their capitals', () => {
    assert.ok(isPreset('cfg-PARSE_AGENTIC'));
    assert.ok(!isPreset('cfg-0f3a'));
    assert.ok(!isPreset('cfg-11111111-2222-3333-4444-555555555555'));
  });
});
