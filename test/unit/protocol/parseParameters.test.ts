import assert from 'node:assert/strict';
import { InvalidRequest } from '../../../src/engine/server/httpError';
import { validate } from '../../../src/engine/server/validation';
import { readTargetPages } from '../../../src/protocol/parseOptions/targetPages';
import { parseParameters } from '../../../src/protocol/parseParameters';
import { parseRequest, parseUploadRequest } from '../../../src/protocol/parseRequest';

const base = { product_type: 'parse_v2', tier: 'agentic', version: 'latest' };

function refusal(schema: Parameters<typeof validate>[1], value: unknown): string[] {
  try {
    validate('body', schema, value);
    return [];
  } catch (error) {
    assert.ok(error instanceof InvalidRequest);
    return error.detail.map(({ loc, msg, type }) => `${loc.join('.')} | ${msg} | ${type}`);
  }
}

describe('parse parameters', () => {
  it('accept every option of the API', () => {
    const full = {
      ...base,
      client_name: 'a',
      disable_cache: true,
      page_ranges: { max_pages: 3, target_pages: '1,3,5-8' },
      crop_box: { top: 0, bottom: 0.5, left: null, right: 1 },
      agentic_options: { custom_prompt: 'x' },
      fast_options: null,
      input_options: {
        html: { make_all_elements_visible: true, remove_fixed_elements: null },
        pdf: {},
        spreadsheet: { detect_sub_tables_in_sheets: true },
        presentation: { out_of_bounds_content: true, skip_embedded_data: false },
        image: { camera_photo_correction: true },
      },
      output_options: {
        markdown: { annotate_line_numbers: true, tables: { markdown_table_multiline_separator: '<br>' } },
        spatial_text: { do_not_unroll_columns: true },
        tables_as_spreadsheet: { enable: true, guess_sheet_name: false },
        images_to_save: ['screenshot', 'embedded', 'layout'],
        additional_outputs: ['stripped_md', 'concatenated_stripped_txt', 'word_bbox'],
        granular_bboxes: ['cell', 'line', 'word'],
        save_output_pdf: true,
      },
      processing_options: {
        ignore: { ignore_diagonal_text: true },
        ocr_parameters: { languages: ['en', 'ch_sim'] },
        cost_optimizer: { enable: true },
        confidence_score_effort: 'high',
        forms: 'enrich',
        auto_mode_configuration: [
          {
            parsing_conf: { tier: 'agentic', version: 'latest' },
            page_longer_than_n_chars: '9',
            table_in_page: true,
          },
        ],
      },
      processing_control: {
        timeouts: { base_in_seconds: 7200, extra_time_per_page_in_seconds: 300 },
        job_failure_conditions: { allowed_page_failure_ratio: 1, fail_on_buggy_font: true },
      },
      webhook_configurations: [{ webhook_url: 'http://127.0.0.1/x', webhook_headers: { a: 'b' } }],
      webhook_configuration_ids: ['whc-1'],
    };
    assert.deepEqual(refusal(parseParameters, full), []);
    assert.deepEqual(validate('body', parseParameters, full), full);
  });

  it('tell an unknown key by its path at every depth', () => {
    const value = {
      ...base,
      nope: 1,
      output_options: { markdown: { tables: { wide: true } } },
      processing_options: { auto_mode_configuration: [{ parsing_conf: { tiers: 'x' } }] },
      webhook_configurations: [{ url: 'x' }],
    };
    assert.deepEqual(refusal(parseParameters, value).sort(), [
      'body.nope | Extra inputs are not permitted | extra_forbidden',
      'body.output_options.markdown.tables.wide | Extra inputs are not permitted | extra_forbidden',
      'body.processing_options.auto_mode_configuration.0.parsing_conf.tiers | Extra inputs are not permitted | extra_forbidden',
      'body.webhook_configurations.0.url | Extra inputs are not permitted | extra_forbidden',
    ]);
  });

  it('name the tiers and versions that there are', () => {
    assert.deepEqual(refusal(parseParameters, { ...base, tier: 'gold', version: '1' }), [
      'body.tier | Unsupported tier: gold. Must be one of: fast, cost_effective, agentic, agentic_plus | enum',
      'body.version | Unsupported version: 1. Must be latest or a date such as 2026-11-22 | string_pattern_mismatch',
    ]);
    assert.deepEqual(refusal(parseParameters, { product_type: 'parse_v2' }), [
      'body.tier | Field required | missing',
      'body.version | Field required | missing',
    ]);
  });

  const ranges: [string, object][] = [
    ['body.crop_box.bottom', { crop_box: { bottom: 1.1 } }],
    ['body.crop_box', { crop_box: { top: 0.1, bottom: 0.1 } }],
    ['body.page_ranges.max_pages', { page_ranges: { max_pages: 0 } }],
    ['body.page_ranges.max_pages', { page_ranges: { max_pages: 1.5 } }],
    ['body.processing_control.timeouts.base_in_seconds', timeouts({ base_in_seconds: 7201 })],
    ['body.processing_control.timeouts.base_in_seconds', timeouts({ base_in_seconds: 0 })],
    [
      'body.processing_control.timeouts.extra_time_per_page_in_seconds',
      timeouts({ extra_time_per_page_in_seconds: 301 }),
    ],
    ['body.processing_control.job_failure_conditions.allowed_page_failure_ratio', failing(0)],
    ['body.processing_control.job_failure_conditions.allowed_page_failure_ratio', failing(1.01)],
    [
      'body.processing_options.ocr_parameters.languages.0',
      { processing_options: { ocr_parameters: { languages: ['xx'] } } },
    ],
    ['body.output_options.images_to_save.0', { output_options: { images_to_save: ['all'] } }],
    ['body.webhook_configuration_ids', { webhook_configuration_ids: ['1', '2', '3', '4', '5'] }],
    ['body.disable_cache', { disable_cache: 'true' }],
  ];
  for (const [loc, value] of ranges) {
    it(`refuse ${JSON.stringify(value)}`, () => {
      const told = refusal(parseParameters, { ...base, ...value });
      assert.equal(told.length, 1);
      assert.equal(told[0]?.split(' | ')[0], loc);
    });
  }

  it('bind options to tiers', () => {
    const at = (tier: string, value: object) => refusal(parseParameters, { ...base, tier, ...value });
    assert.deepEqual(at('fast', { fast_options: {} }), []);
    assert.match(at('agentic', { fast_options: {} })[0] ?? '', /^body\.fast_options \|/);
    assert.match(at('fast', { agentic_options: {} })[0] ?? '', /^body\.agentic_options \|/);
    const costs = { processing_options: { cost_optimizer: { enable: true } } };
    assert.deepEqual(at('agentic_plus', costs), []);
    assert.match(at('cost_effective', costs)[0] ?? '', /^body\.processing_options\.cost_optimizer \|/);
    const forms = { processing_options: { forms: 'enrich' } };
    assert.match(at('fast', forms)[0] ?? '', /^body\.processing_options\.forms \|/);
  });
});

describe('parse requests', () => {
  it('may leave tier and version to a saved configuration', () => {
    assert.deepEqual(
      refusal(parseRequest, { configuration_id: 'cfg-1', file_id: 'f', tier: 'configured' }),
      [],
    );
  });

  it('take a source only where no file is uploaded', () => {
    const value = {
      tier: 'fast',
      version: 'latest',
      source_url: 'https://x.test/a.pdf',
      http_proxy: 'http://p',
    };
    assert.deepEqual(refusal(parseRequest, value), []);
    assert.equal(refusal(parseUploadRequest, value).length, 2);
    assert.match(refusal(parseRequest, { source_url: 'ftp://x' })[0] ?? '', /^body\.source_url/);
    assert.match(refusal(parseRequest, { product_type: 'parse_v2' })[0] ?? '', /^body\.product_type/);
  });

  it('bound the tags of a job', () => {
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`k${n}`, 'v']));
    assert.equal(refusal(parseRequest, { user_metadata: many }).length, 1);
    assert.equal(refusal(parseRequest, { user_metadata: { k: 'v'.repeat(2049) } }).length, 1);
    assert.deepEqual(refusal(parseRequest, { user_metadata: { k: 'v' } }), []);
  });
});

describe('target pages', () => {
  it('are sorted and joined', () => {
    assert.deepEqual(readTargetPages('10, 1,3 ,5-8,4'), [
      { from: 1, to: 1 },
      { from: 3, to: 8 },
      { from: 10, to: 10 },
    ]);
    assert.deepEqual(readTargetPages(' '), []);
    assert.deepEqual(readTargetPages('1-999999999'), [{ from: 1, to: 999_999_999 }]);
  });

  for (const text of ['0', 'a', '1,', '3-1', '1,1', '2-5,4', '1-2-3', '-3', '9'.repeat(20_001)]) {
    it(`refuse "${text.slice(0, 9)}"`, () => assert.equal(typeof readTargetPages(text), 'string'));
  }
});

function timeouts(value: object): object {
  return { processing_control: { timeouts: value } };
}

function failing(ratio: number): object {
  return { processing_control: { job_failure_conditions: { allowed_page_failure_ratio: ratio } } };
}
