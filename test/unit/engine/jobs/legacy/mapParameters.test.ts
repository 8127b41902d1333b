import assert from 'node:assert/strict';
import { legacyNotApplied, understand } from '../../../../../src/engine/jobs/legacy/legacyBatch';
import { mapParameters } from '../../../../../src/engine/jobs/legacy/mapParameters';
import { joinPages, pageTemplatesOf } from '../../../../../src/engine/jobs/legacy/pageTemplates';
import { legacyClassifyConfig, legacyParseConfig } from '../../../../../src/protocol/legacyBatches';
import {
  isAsked,
  legacyParseParameterNames,
  legacyParseParameters,
} from '../../../../../src/protocol/legacyParseParameters';
import { parseParameters } from '../../../../../src/protocol/parseParameters';

const project = '11111111-2222-3333-4444-555555555555';
const map = (asked: object) => mapParameters(legacyParseParameters.parse(asked));
const say = (asked: object) => {
  const { product_type: _, tier: __, version: ___, output_options, ...rest } = map(asked).parameters;
  const { markdown, ...others } = output_options ?? {};
  const { tables, ...formats } = markdown ?? {};
  const { output_tables_as_markdown, ...tableOptions } = tables ?? {};
  assert.equal(output_tables_as_markdown, true);
  const output = {
    ...others,
    ...(Object.keys(formats).length > 0 && { markdown: formats }),
    ...(Object.keys(tableOptions).length > 0 && { tables: tableOptions }),
  };
  return Object.keys(output).length > 0 ? { ...rest, output_options: output } : rest;
};
const understood = (parameters: object) => {
  const job_config = legacyParseConfig.parse({ parameters });
  return understand({ job_type: 'parse', job_config }, project);
};

/** One valid value for every parameter, none of them its default. */
const everything: Record<string, unknown> = {
  ...Object.fromEntries(legacyParseParameterNames.map(name => [name, 'x'])),
  ...Object.fromEntries(
    legacyParseParameterNames
      .filter(name => legacyParseParameters.safeParse({ [name]: true }).success)
      .map(name => [name, true]),
  ),
  ...{ is_formatting_instruction: false, save_images: false },
  ...{ bbox_top: 0.1, bbox_right: 0.2, bbox_bottom: 0.3, bbox_left: 0.4, bounding_box: '0,0,0,0' },
  ...{ job_timeout_in_seconds: 1, job_timeout_extra_time_per_page_in_seconds: 1 },
  ...{ max_pages: 1, max_pages_enforced: 1, custom_metadata: {}, resource_info: {} },
  ...{ webhook_url: 'https://a.example/', webhook_configurations: [], priority: 'low', languages: ['de'] },
  ...{ images_to_save: ['embedded'], parse_mode: 'parse_page_with_llm', page_error_tolerance: 0.5 },
  ...{ replace_failed_page_mode: 'blank_page', type: 'parse', lang: 'de', target_pages: '1' },
};

describe('the legacy parse parameters', () => {
  it('are the 127 of the API, each with its type', () => {
    assert.equal(legacyParseParameterNames.length, 127);
    assert.ok(legacyParseParameters.safeParse(everything).success);
    for (const name of legacyParseParameterNames) {
      const refused = legacyParseParameters.safeParse({ [name]: [5] });
      assert.equal(refused.success, false, `${name} takes anything`);
      const nullable = !['languages', 'type', 'lang'].includes(name);
      assert.equal(legacyParseParameters.safeParse({ [name]: null }).success, nullable, `${name} and null`);
    }
  });

  it('each act, or are named as not applied', () => {
    for (const [name, value] of Object.entries(everything)) {
      if (!isAsked(name, value)) continue;
      const { legacy } = understood({ [name]: value });
      const acts =
        name in legacy.mapped ||
        JSON.stringify(legacy.templates) !== JSON.stringify(pageTemplatesOf({})) ||
        ['webhook_url', 'webhook_configurations', 'custom_metadata', 'resource_info'].includes(name);
      assert.deepEqual(legacy.unmapped, acts ? [] : [name]);
    }
  });

  it('make valid v2 parameters, all at once too', () => {
    const { parameters } = map(everything);
    assert.deepEqual(parseParameters.parse(parameters), parameters);
    assert.equal(parameters.tier, 'cost_effective');
  });

  it('count pages from 0, v2 from 1', () => {
    const pages = (target_pages: string | null, max_pages: number | null = null) =>
      say({ target_pages, max_pages }).page_ranges;
    assert.deepEqual(pages('0'), { target_pages: '1' });
    assert.deepEqual(pages('7, 2-4 ,0,3'), { target_pages: '1,3-5,8' });
    assert.deepEqual(pages('0,2-9,20', 4), { target_pages: '1,3-5' });
    assert.deepEqual(pages(null, 4), { max_pages: 4 });
    assert.deepEqual(pages('', 4), { max_pages: 4 });
    assert.equal(pages(null, 0), undefined);
    assert.deepEqual(understood({ max_pages: -1 }).legacy.unmapped, ['max_pages']);
    for (const wrong of ['a', '3-1', '1,,2', '-1', '1.5']) {
      assert.equal(legacyParseParameters.safeParse({ target_pages: wrong }).success, false, wrong);
    }
  });

  it('give margins, v2 edges from the top left corner', () => {
    const box = (asked: object) => say(asked).crop_box;
    assert.deepEqual(box({ bounding_box: '0.1,0.2,0.3,0.4' }), {
      top: 0.1,
      right: 0.8,
      bottom: 0.7,
      left: 0.4,
    });
    assert.deepEqual(box({ bounding_box: '0.1,0,0.2,0' }), { top: 0.1, bottom: 0.8 });
    assert.deepEqual(box({ bounding_box: '0.1,0,0.2,0', bbox_bottom: 0.5 }), { top: 0.1, bottom: 0.5 });
    assert.deepEqual(box({ bbox_right: 0.1 }), { right: 0.9 });
    assert.equal(box({ bbox_left: 0 }), undefined);
    for (const wrong of [{ bounding_box: '0.1,0,0' }, { bounding_box: '1,2,3,4' }, { bounding_box: ',,,' }]) {
      assert.equal(legacyParseParameters.safeParse(wrong).success, false);
    }
    assert.equal(legacyParseParameters.safeParse({ bbox_top: 0.5, bbox_bottom: 0.5 }).success, false);
    assert.equal(legacyParseParameters.safeParse({ bbox_top: 1.5 }).success, false);
  });

  it('choose the tier', () => {
    const tier = (asked: object) => map(asked).parameters.tier;
    assert.equal(tier({}), 'cost_effective');
    assert.equal(tier({ fast_mode: true }), 'fast');
    assert.equal(tier({ tier: 'agentic_plus', fast_mode: true }), 'agentic_plus');
    assert.equal(tier({ parse_mode: 'parse_page_with_agent' }), 'agentic');
    assert.deepEqual(understood({ tier: 'gold', version: '1999-01-01' }).legacy.unmapped, [
      'tier',
      'version',
    ]);
    assert.deepEqual(understood({ fast_mode: true, tier: 'agentic' }).legacy.unmapped, ['fast_mode']);
    assert.deepEqual(understood({ premium_mode: true }).legacy.unmapped, ['premium_mode']);
  });

  it('say the rest in the words of v2', () => {
    assert.deepEqual(say({ disable_ocr: true }), {
      processing_options: { ignore: { ignore_text_in_image: true } },
    });
    assert.deepEqual(say({ languages: ['de', 'en'], lang: 'de' }), {
      processing_options: { ocr_parameters: { languages: ['de', 'en'] } },
    });
    assert.deepEqual(say({ lang: 'fr' }), { processing_options: { ocr_parameters: { languages: ['fr'] } } });
    assert.deepEqual(say({ lang: 'en' }), {});
    assert.deepEqual(understood({ lang: 'klingon' }).legacy.unmapped, ['lang']);
    assert.deepEqual(say({ take_screenshot: true }), { output_options: { images_to_save: ['screenshot'] } });
    assert.deepEqual(say({ save_images: false }), { output_options: { images_to_save: [] } });
    assert.deepEqual(say({ disable_image_extraction: true, take_screenshot: true }), {
      output_options: { images_to_save: ['screenshot'] },
    });
    assert.deepEqual(say({ images_to_save: ['embedded'], save_images: false }), {
      output_options: { images_to_save: ['embedded'] },
    });
    assert.deepEqual(say({ job_timeout_in_seconds: 0.2, job_timeout_extra_time_per_page_in_seconds: 900 }), {
      processing_control: { timeouts: { base_in_seconds: 1, extra_time_per_page_in_seconds: 300 } },
    });
    assert.deepEqual(say({ page_error_tolerance: 0.05 }), {});
    assert.deepEqual(say({ page_error_tolerance: 0.2, strict_mode_buggy_font: true }), {
      processing_control: {
        job_failure_conditions: { fail_on_buggy_font: true, allowed_page_failure_ratio: 0.2 },
      },
    });
    assert.deepEqual(say({ do_not_cache: true }), { disable_cache: true });
    assert.equal(
      map({ output_tables_as_HTML: true }).parameters.output_options?.markdown?.tables
        ?.output_tables_as_markdown,
      false,
    );
  });

  it('are named as not applied where the v2 option does not act', () => {
    const { legacy } = understood({
      ...{
        bounding_box: '0.1,0,0.2,0',
        languages: ['en', 'fr'],
        disable_ocr: true,
        user_prompt: 'Be brief.',
      },
      ...{ images_to_save: ['layout'], take_screenshot: true, spelled_wrong: 1, no_wish: null },
    });
    assert.deepEqual(legacyNotApplied(legacy, []), ['no_wish', 'spelled_wrong', 'user_prompt']);
    const options = [
      ...['crop_box.top', 'crop_box.bottom', 'processing_options.ocr_parameters.languages.fr'],
      ...['output_options.images_to_save.layout', 'processing_options.ignore.ignore_text_in_image'],
    ];
    assert.deepEqual(legacyNotApplied(legacy, options), [
      ...['bounding_box', 'disable_ocr', 'images_to_save.layout', 'languages.fr'],
      ...['no_wish', 'spelled_wrong', 'user_prompt'],
    ]);
    const saved = understood({ save_images: false }).legacy;
    assert.deepEqual(legacyNotApplied(saved, ['output_options.images_to_save.layout']), []);
  });

  it('keep no secret, no unknown key, and of webhooks where they lead to', () => {
    const { legacy } = understood({
      ...{ gpt4o_api_key: 's1', vendor_multimodal_api_key: 's2', azure_openai_key: 's3' },
      ...{
        http_proxy: 'http://u:s4@p',
        input_url: 'https://x.example/?sig=s5',
        my_key: 's6',
        user_prompt: 'u',
      },
      webhook_configurations: [
        {
          webhook_url: 'https://a.example/',
          webhook_signing_secret: 's7',
          webhook_headers: { Authorization: 's8' },
        },
      ],
    });
    assert.doesNotMatch(JSON.stringify(legacy), /s[1-8]/);
    assert.deepEqual(legacy.job_config['parameters'], {
      user_prompt: 'u',
      webhook_configurations: [{ webhook_url: 'https://a.example/' }],
    });
    assert.deepEqual(legacyNotApplied(legacy, []), [
      ...['azure_openai_key', 'gpt4o_api_key', 'http_proxy', 'input_url', 'my_key', 'user_prompt'],
      'vendor_multimodal_api_key',
    ]);
  });

  it('have a hash that tells results apart, and nothing else', () => {
    const hash = (asked: object) => understood(asked).legacy.parameters_hash;
    const same = [
      ...[{}, { invalidate_cache: true }, { do_not_cache: true }, { lang: 'en', disable_ocr: false }],
      ...[{ webhook_url: 'https://a.example/' }, { azure_openai_key: 'k' }, { custom_metadata: { a: 1 } }],
    ];
    for (const asked of same) assert.equal(hash(asked), hash({}), JSON.stringify(asked));
    assert.match(hash({}), /^[0-9a-f]{64}$/);
    for (const asked of [{ page_prefix: 'p' }, { disable_ocr: true }, { user_prompt: 'u' }]) {
      assert.notEqual(hash(asked), hash({}), JSON.stringify(asked));
    }
    assert.equal(hash({ disable_ocr: true, lang: 'de' }), hash({ lang: 'de', disable_ocr: true }));
    assert.deepEqual(
      [{}, { do_not_cache: true }, { invalidate_cache: true }].map(asked => {
        const { legacy, fresh } = understood(asked);
        return [legacy.reusable, fresh];
      }),
      [
        [true, false],
        [false, true],
        [true, true],
      ],
    );
  });
});

describe('the pages of a legacy job', () => {
  const page = (page_number: number, content: string, error: string | null = null) => ({
    ...{ page_number, content, error },
    text: `text ${page_number}`,
  });
  const joined = (pages: ReturnType<typeof page>[], asked: object) =>
    joinPages(pages, pageTemplatesOf(legacyParseParameters.parse(asked)));

  it('are joined as in any job unless asked otherwise', () => {
    assert.equal(joined([page(1, 'a'), page(2, ''), page(3, 'c')], {}), 'a\n\nc');
  });

  it('get prefix, suffix and separator with their numbers', () => {
    const asked = { page_separator: '|{page_number}|', page_prefix: '<{pageNumber} ', page_suffix: ' $&>' };
    assert.equal(joined([page(4, 'a'), page(5, ''), page(6, 'c')], asked), '<4 a $&>|5|<5  $&>|6|<6 c $&>');
    assert.equal(joined([page(1, 'a'), page(2, '')], { page_separator: '' }), 'a');
    assert.equal(joined([page(1, 'a'), page(2, '')], { page_separator: '--' }), 'a--');
  });

  it('say what they are told to where they could not be read', () => {
    const pages = [page(1, 'a'), page(2, '', 'It is torn.')];
    assert.equal(joined(pages, {}), 'a\n\ntext 2');
    assert.equal(joined(pages, { replace_failed_page_mode: 'blank_page' }), 'a');
    const asked = {
      replace_failed_page_mode: 'error_message',
      replace_failed_page_with_error_message_prefix: '[',
      replace_failed_page_with_error_message_suffix: ']',
    };
    assert.equal(joined(pages, asked), 'a\n\n[It is torn.]');
  });
});

describe('a legacy classify job', () => {
  it('becomes parameters of classify_v2', () => {
    const rules = [{ type: 'invoice', description: 'asks for payment', weight: 2 }];
    const job_config = legacyClassifyConfig.parse({
      ...{ id: project, project_id: project, user_id: 'u', status: 'PENDING', rules, mode: 'MULTIMODAL' },
      parsing_configuration: { lang: 'de', target_pages: [2, 0, 2] },
    });
    const { job_type, parameters } = understand({ job_type: 'classify', job_config }, project);
    assert.equal(job_type, 'classify_v2');
    assert.deepEqual(parameters, {
      ...{ product_type: 'classify_v2', mode: 'FAST' },
      rules: [{ type: 'invoice', description: 'asks for payment' }],
      parsing_configuration: { lang: 'de', max_pages: 5, target_pages: '1,3' },
    });
  });
});
