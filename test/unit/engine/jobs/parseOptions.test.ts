import assert from 'node:assert/strict';
import { effectiveOptions, notApplied } from '../../../../src/engine/jobs/parseOptions';

const base = { product_type: 'parse_v2', tier: 'agentic', version: 'latest' };
const parse = (options: object) => effectiveOptions({ ...base, ...options }).parse;
const markdown = (options: object) => ({ output_options: { markdown: options } });

describe('the options of a parse job', () => {
  it('are OCR and nothing else where none is asked for', () => {
    for (const parameters of [{}, base]) {
      const { outputs, ...rest } = effectiveOptions(parameters);
      assert.deepEqual(rest, { parse: { ocr: true }, allowedFailures: null, sheetNames: 'guessed' });
      assert.equal(outputs.size, 0);
      assert.deepEqual(notApplied(parameters, 'pdf'), []);
    }
  });

  it('are those of the defaults, too', () => {
    const defaults = {
      client_name: 'me',
      disable_cache: true,
      fast_options: {},
      agentic_options: { custom_prompt: null },
      crop_box: {},
      input_options: { html: { remove_fixed_elements: false }, pdf: {} },
      output_options: {
        tables_as_spreadsheet: { enable: false, guess_sheet_name: true },
        additional_outputs: [],
        images_to_save: null,
        save_output_pdf: false,
      },
      processing_options: { forms: 'default', ignore: { ignore_diagonal_text: null } },
    };
    assert.deepEqual(parse(defaults), { ocr: true });
    assert.deepEqual(notApplied({ ...base, ...defaults }, 'pdf'), []);
  });

  it('choose pages, target_pages before max_pages', () => {
    const pages = (page_ranges: object) => parse({ page_ranges }).pages;
    assert.deepEqual(pages({ max_pages: 3 }), [{ from: 1, to: 3 }]);
    assert.deepEqual(pages({ max_pages: 3, target_pages: '7,5-6' }), [{ from: 5, to: 7 }]);
    assert.deepEqual(pages({ max_pages: 3, target_pages: '' }), [{ from: 1, to: 3 }]);
    assert.equal(pages({ target_pages: '' }), undefined);
  });

  it('cut off what lies outside the crop box, whose sides all count from the top left', () => {
    assert.deepEqual(parse({ crop_box: { bottom: 0.5 } }).crop, { top: 0, right: 0, bottom: 0.5, left: 0 });
    assert.deepEqual(parse({ crop_box: { top: 0.25, bottom: 0.75, left: 0.5, right: 1 } }).crop, {
      ...{ top: 0.25, right: 0, bottom: 0.25, left: 0.5 },
    });
  });

  it('tell links and tables that are on from those that are off', () => {
    assert.deepEqual(parse(markdown({ annotate_links: true, tables: { output_tables_as_markdown: true } })), {
      ocr: true,
    });
    assert.deepEqual(
      parse(markdown({ annotate_links: false, tables: { output_tables_as_markdown: false } })),
      {
        ...{ ocr: true, plainLinks: true, htmlTables: true },
      },
    );
  });

  it('bound time and failures', () => {
    const control = (processing_control: object) => effectiveOptions({ ...base, processing_control });
    const timeouts = { base_in_seconds: 2, extra_time_per_page_in_seconds: 1 };
    assert.deepEqual(control({ timeouts }).parse.timeout, { baseMs: 2000, perPageMs: 1000 });
    const ratio = { allowed_page_failure_ratio: 0.2 };
    assert.equal(control({ job_failure_conditions: ratio }).allowedFailures, 0.2);
    const strict = { ...ratio, fail_on_markdown_reconstruction_error: true };
    assert.equal(control({ job_failure_conditions: strict }).allowedFailures, 0);
  });

  it('are equal as JSON where they are equal, in whatever order they were asked for', () => {
    const one = { granular_bboxes: ['word', 'cell'], images_to_save: ['embedded', 'screenshot'] };
    const other = { images_to_save: ['screenshot', 'embedded'], granular_bboxes: ['cell', 'word'] };
    assert.equal(
      JSON.stringify(parse({ output_options: one })),
      JSON.stringify(parse({ output_options: other })),
    );
  });

  describe('that do not act', () => {
    const asked = {
      ...base,
      agentic_options: { custom_prompt: 'Be kind.' },
      crop_box: { top: 0.1 },
      input_options: { html: { make_all_elements_visible: true }, image: { camera_photo_correction: true } },
      output_options: {
        markdown: {
          annotate_links: false,
          annotate_revisions: true,
          tables: { merge_continued_tables: true },
        },
        images_to_save: ['layout', 'screenshot'],
        save_output_pdf: true,
      },
      processing_options: {
        ignore: { ignore_text_in_image: true },
        ocr_parameters: { languages: ['en', 'de'] },
        confidence_score_effort: 'high',
        auto_mode_configuration: [{ parsing_conf: {}, table_in_page: true }],
      },
    };
    const never = [
      'agentic_options.custom_prompt',
      'input_options.image.camera_photo_correction',
      'output_options.markdown.annotate_revisions',
      'output_options.markdown.tables.merge_continued_tables',
      'output_options.images_to_save.layout',
      'processing_options.ocr_parameters.languages.de',
      'processing_options.confidence_score_effort',
      'processing_options.auto_mode_configuration',
    ];

    it('are told by their dotted names', () => {
      assert.deepEqual(notApplied(asked, null), never);
    });

    it('depend on the format', () => {
      const more = (format: string) => notApplied(asked, format).filter(name => !never.includes(name));
      assert.deepEqual(more('pdf'), ['input_options.html.make_all_elements_visible']);
      assert.deepEqual(more('image'), [
        'input_options.html.make_all_elements_visible',
        'output_options.save_output_pdf',
        'processing_options.ignore.ignore_text_in_image',
      ]);
      assert.deepEqual(more('html'), [
        'crop_box.top',
        'output_options.markdown.annotate_links',
        'output_options.images_to_save.screenshot',
        'output_options.save_output_pdf',
      ]);
    });
  });
});
