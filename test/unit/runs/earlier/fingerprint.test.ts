import assert from 'node:assert/strict';
import type { Parameters } from '../../../../src/runs/configurations/parameters';
import { fingerprintOf as fingerprint } from '../../../../src/runs/earlier/fingerprint';

const fingerprintOf = (parameters: object, by?: string | null) => fingerprint(parameters as Parameters, by);

describe('the fingerprint of parameters', () => {
  const parameters = {
    product_type: 'parse_v2',
    tier: 'agentic',
    version: 'latest',
    processing_options: { ignore: { ignore_hidden_text: true }, aggressive_table_extraction: false },
  };

  it('is the same whatever the order, and whether what is not given is null, empty or missing', () => {
    const other = {
      page_ranges: { target_pages: null },
      processing_options: { aggressive_table_extraction: false, ignore: { ignore_hidden_text: true } },
      version: 'latest',
      fast_options: null,
      tier: 'agentic',
      product_type: 'parse_v2',
    };
    assert.equal(fingerprintOf(other), fingerprintOf(parameters));
  });

  it('does not mind who asks and whom to tell', () => {
    const more = {
      webhook_configurations: [{ webhook_url: 'http://a' }],
      webhook_configuration_ids: ['whc-1'],
    };
    assert.equal(
      fingerprintOf({ ...parameters, ...more, client_name: 'x', disable_cache: false }),
      fingerprintOf(parameters),
    );
  });

  it('is another one for everything that may give another result', () => {
    const others = [
      { tier: 'fast' },
      { product_type: 'extract_v2' },
      { version: '2026-01-08' },
      { processing_options: { ignore: { ignore_hidden_text: false }, aggressive_table_extraction: false } },
      { page_ranges: { max_pages: 1 } },
      { output_options: { images_to_save: ['layout', 'embedded'] } },
      { output_options: { images_to_save: ['embedded', 'layout'] } },
    ].map(more => fingerprintOf({ ...parameters, ...more }));
    assert.equal(new Set([fingerprintOf(parameters), ...others]).size, others.length + 1);
  });

  it('knows what the server takes for given, and that an extraction follows the order of its schema', () => {
    const extract = { product_type: 'extract_v2', data_schema: { b: {}, a: {} } };
    assert.equal(
      fingerprintOf({ ...extract, tier: 'cost_effective', cite_sources: false }),
      fingerprintOf(extract),
    );
    const others = [{ data_schema: { a: {}, b: {} } }, { data_schema: { b: {} } }];
    for (const other of others)
      assert.notEqual(fingerprintOf({ ...extract, ...other }), fingerprintOf(extract));
  });

  it('is another one for each model that does the work', () => {
    const extract = { product_type: 'extract_v2', data_schema: { a: {} } };
    const all = [null, 'by rules', 'by a model', 'by another'].map(by => fingerprintOf(extract, by));
    assert.equal(new Set(all).size, 4);
    assert.equal(fingerprintOf(extract), all[0]);
  });

  it('is none where every document is wanted anew, or the parameters lie elsewhere too', () => {
    assert.equal(fingerprintOf({ ...parameters, disable_cache: true }), null);
    assert.equal(fingerprintOf({ product_type: 'extract_v2', parse_config_id: 'cfg-1' }), null);
  });
});
