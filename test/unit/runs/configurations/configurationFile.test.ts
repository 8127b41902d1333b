import assert from 'node:assert/strict';
import { configuration, configurationParameters } from '../../../../src/protocol/configurations';
import { readConfigurationFile } from '../../../../src/runs/configurations/configurationFile';
import { configurationText, jobTypeOfFile } from '../../../../src/runs/configurations/fileNames';

const parse = (value: unknown, fileName = 'invoices.llamaparse.json') =>
  readConfigurationFile(JSON.stringify(value), 'parse_v2', fileName);
const extract = (value: unknown) =>
  readConfigurationFile(JSON.stringify(value), 'extract_v2', 'totals.llamaextract.json');
const dataSchema = { type: 'object', properties: { total: { type: 'number' } } };

describe('a configuration file', () => {
  it('is told by the ending of its name', () => {
    assert.equal(jobTypeOfFile('a.llamaparse.json'), 'parse_v2');
    assert.equal(jobTypeOfFile('a.llamaextract.json'), 'extract_v2');
    assert.equal(jobTypeOfFile('a.json'), undefined);
  });

  it('holds the parameters at its top level, and a name or none', () => {
    const read = parse({ $schema: './x.json', name: 'Invoices', tier: 'fast', version: '2026-06-15' });
    assert.deepEqual(read, {
      name: 'Invoices',
      parameters: { product_type: 'parse_v2', tier: 'fast', version: '2026-06-15' },
    });
    assert.equal(parse({ tier: 'fast' }).name, 'invoices');
    assert.equal(parse({ tier: 'fast' }, '.llamaparse.json').name, 'configuration');
  });

  it('need not say what has a default', () => {
    assert.equal(parse({ tier: 'fast' }).parameters.version, 'latest');
    const { parameters } = extract({ data_schema: dataSchema });
    assert.deepEqual(parameters, {
      ...{ product_type: 'extract_v2', tier: 'cost_effective', version: 'latest' },
      data_schema: dataSchema,
    });
  });

  it('keeps options that only a newer server knows, at every depth', () => {
    const options = { tier: 'fast', newer: 1, output_options: { markdown: { newer: true } } };
    assert.deepEqual(
      { ...parse(options).parameters },
      {
        ...{ product_type: 'parse_v2', version: 'latest' },
        ...options,
      },
    );
  });

  it('keeps values that only a newer server knows where that server gave them', () => {
    const from = configurationParameters.parse({
      ...{ product_type: 'parse_v2', tier: 'newest', version: 'latest' },
      output_options: { images_to_save: ['stereo'] },
    });
    const read = (value: object) =>
      readConfigurationFile(JSON.stringify(value), 'parse_v2', 'a.llamaparse.json', from);
    const kept = { tier: 'newest', output_options: { images_to_save: ['stereo'] }, disable_cache: true };
    assert.equal(read(kept).parameters.tier, 'newest');
    assert.throws(() => read({ ...kept, tier: 'fats' }), { message: /^tier: must be/ });
    assert.throws(() => read({ ...kept, disable_cache: 1 }), { message: /^disable_cache: must be/ });
    assert.throws(() => read({}), { message: 'tier: is missing.' });
  });

  it('may begin with a byte order mark', () => {
    const text = '\uFEFF{"tier":"fast"}';
    assert.equal(readConfigurationFile(text, 'parse_v2', 'a.llamaparse.json').parameters.tier, 'fast');
  });

  const refused: [what: string, value: unknown, sentence: RegExp][] = [
    ['a list', [], /^The file must be an object\.$/],
    ['no tier', {}, /^tier: is missing\.$/],
    ['an unknown tier', { tier: 'fats' }, /^tier: must be fast, cost_effective, agentic or agentic_plus\.$/],
    ['a wrong version', { tier: 'fast', version: 'newest' }, /^version: Unsupported version: newest/],
    ['an empty name', { name: '', tier: 'fast' }, /^name: must have a length of at least 1\.$/],
    [
      'a number out of bounds',
      { tier: 'fast', page_ranges: { max_pages: 0 } },
      /^page_ranges\.max_pages: must be at least 1\.$/,
    ],
    ['a wrong kind', { tier: 'fast', disable_cache: 'yes' }, /^disable_cache: must be true or false\.$/],
    [
      'a wrong word in a list',
      { tier: 'fast', output_options: { images_to_save: ['all'] } },
      /^output_options\.images_to_save\.0: must be screenshot, embedded or layout\.$/,
    ],
    [
      'a language that is none',
      { tier: 'fast', processing_options: { ocr_parameters: { languages: ['xx'] } } },
      /languages\.0: must be one of af, az, .+…\.$/,
    ],
    [
      'options of another tier',
      { tier: 'fast', agentic_options: {} },
      /agentic_options cannot be used with the fast tier\.$/,
    ],
    [
      'pages that are none',
      { tier: 'fast', page_ranges: { target_pages: '3-1' } },
      /range 3-1 ends before it begins\.$/,
    ],
    [
      'another product',
      { product_type: 'extract_v2', tier: 'fast' },
      /^Its product_type is extract_v2, but a file of this name is for parse_v2\.$/,
    ],
  ];
  for (const [what, value, sentence] of refused)
    it(`is refused with ${what}`, () => assert.throws(() => parse(value), { message: sentence }));

  it('is refused where it is not JSON', () => {
    assert.throws(() => readConfigurationFile('{"tier":\n}', 'parse_v2', 'a.llamaparse.json'), {
      message: /^It is not JSON: Unexpected token '}'/,
    });
  });

  it('says what an extraction lacks', () => {
    assert.throws(() => extract({}), { message: 'data_schema: is missing.' });
    assert.throws(() => extract({ data_schema: dataSchema, spreadsheet_mode: true }), {
      message: /spreadsheet_mode requires the agentic_plus tier/,
    });
  });

  it('is written so that reading it gives the same', () => {
    const saved = configuration.parse({
      ...{ id: 'cfg-1', name: 'Totals', product_type: 'extract_v2', version: 'v' },
      parameters: {
        ...{ product_type: 'extract_v2', tier: 'agentic', version: 'latest', max_pages: null },
        ...{ cite_sources: true, data_schema: dataSchema },
      },
    });
    const text = configurationText(saved);
    assert.doesNotMatch(text, /null|product_type/);
    assert.deepEqual(readConfigurationFile(text, 'extract_v2', 'x.llamaextract.json'), {
      name: 'Totals',
      parameters: {
        ...{ product_type: 'extract_v2', tier: 'agentic', version: 'latest' },
        ...{ cite_sources: true, data_schema: dataSchema },
      },
    });
  });
});
