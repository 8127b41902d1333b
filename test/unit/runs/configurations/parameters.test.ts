import assert from 'node:assert/strict';
import { configurationParameters } from '../../../../src/protocol/configurations';
import { sameParameters } from '../../../../src/runs/configurations/parameters';

const parse = (options: object = {}) =>
  configurationParameters.parse({ product_type: 'parse_v2', tier: 'agentic', version: 'latest', ...options });
const extract = (options: object = {}) =>
  configurationParameters.parse({ product_type: 'extract_v2', data_schema: schema, ...options });
const schema = { type: 'object', properties: { total: { type: 'number' } } };

describe('sameParameters', () => {
  it('passes over null, the order of keys and the API’s defaults', () => {
    const boxes = [
      { top: 0.1, left: 0.2 },
      { left: 0.2, top: 0.1, right: null },
    ];
    assert.ok(
      sameParameters(parse({ crop_box: boxes[0] }), parse({ crop_box: boxes[1], client_name: null })),
    );
    const filled = { tier: 'cost_effective', cite_sources: false, version: 'latest', max_pages: null };
    // A configuration that was read has `tier: null` where the server told none.
    assert.ok(sameParameters(extract(filled), { ...extract(filled), sheet_names: null }));
  });

  it('tells apart other values, other kinds and other lists', () => {
    assert.ok(!sameParameters(parse(), parse({ disable_cache: true })));
    assert.ok(!sameParameters(parse(), parse({ tier: 'fast' })));
    const images = (images_to_save: string[]) => parse({ output_options: { images_to_save } });
    assert.ok(!sameParameters(images(['layout', 'embedded']), images(['embedded', 'layout'])));
  });

  it('takes the order of a data schema’s keys for a difference, as the extraction follows it', () => {
    const properties = { total: { type: 'number' }, date: { type: 'string' } };
    const turned = { date: properties.date, total: properties.total };
    const of = (given: object) => extract({ data_schema: { type: 'object', properties: given } });
    assert.ok(!sameParameters(of(properties), of(turned)));
    assert.ok(sameParameters(of(properties), of({ ...properties })));
  });

  it('compares options that only a newer server knows', () => {
    assert.ok(sameParameters(parse({ newer: { a: 1, b: 2 } }), parse({ newer: { b: 2, a: 1 } })));
    assert.ok(!sameParameters(parse({ newer: { a: 1 } }), parse({ newer: { a: 2 } })));
  });
});
