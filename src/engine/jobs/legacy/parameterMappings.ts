import { parseTiers } from '../../../protocol/configurations';
import { marginsOf, readLegacyTargetPages } from '../../../protocol/legacyPages';
import {
  isAsked,
  type LegacyParseParameters,
  type ParsingMode,
} from '../../../protocol/legacyParseParameters';
import { ocrLanguages } from '../../../protocol/parseOptions/ocrLanguages';
import { localParseVersion } from '../../../protocol/parseVersions';
import type { ParameterDraft } from './parameterDraft';

/** Legacy parse parameters that v2 says in its own way. */

type Tier = (typeof parseTiers)[number];

/** The tier whose preset had the mode (LlamaParse v1 docs, "Modes and Presets"); for the others the nearest. */
const tierOfMode: Record<ParsingMode, Tier> = {
  parse_page_without_llm: 'fast',
  parse_page_with_llm: 'cost_effective',
  parse_page_with_lvm: 'agentic',
  parse_page_with_agent: 'agentic',
  parse_page_with_layout_agent: 'agentic_plus',
  parse_document_with_llm: 'cost_effective',
  parse_document_with_lvm: 'agentic',
  parse_document_with_agent: 'agentic_plus',
};

/** Without any wish the older API was in its balanced mode, one page at a time by a language model. */
function mapTier({ tier, version, fast_mode, parse_mode }: LegacyParseParameters, draft: ParameterDraft) {
  const known = parseTiers.find(each => each === tier);
  const chosen = known ?? (parse_mode && tierOfMode[parse_mode]) ?? (fast_mode ? 'fast' : 'cost_effective');
  draft.say('product_type', 'parse_v2');
  draft.say('tier', chosen, ...(known ? ['tier'] : []));
  // The other modes name models; only these two say what our parser does.
  if (fast_mode && chosen === 'fast') draft.note('tier', 'fast_mode');
  if (parse_mode === 'parse_page_without_llm' && chosen === 'fast') draft.note('tier', 'parse_mode');
  const same = version === 'latest' || version === localParseVersion;
  draft.say('version', same ? version : 'latest', ...(same ? ['version'] : []));
}

/** Together the two mean the first `max_pages` of the target pages; v2 would pass over `max_pages`. 0 means all. */
function mapPages({ target_pages, max_pages }: LegacyParseParameters, draft: ParameterDraft) {
  const most = max_pages && max_pages > 0 ? max_pages : Number.POSITIVE_INFINITY;
  if (max_pages !== undefined && max_pages !== null && max_pages >= 0) draft.note('page_ranges', 'max_pages');
  const runs = readLegacyTargetPages(target_pages ?? '');
  if (typeof runs !== 'string' && runs.length > 0) {
    draft.say('page_ranges.target_pages', countedFromOne(runs, most), 'target_pages');
  } else if (Number.isFinite(most)) {
    draft.say('page_ranges.max_pages', most);
  }
}

/** Margins there, edges here: both as shares of the page, from the top left corner. */
function mapArea(asked: LegacyParseParameters, draft: ParameterDraft) {
  const { top, right, bottom, left } = marginsOf(asked);
  const edges = { top, left, right: edge(right), bottom: edge(bottom) };
  for (const side of ['top', 'right', 'bottom', 'left'] as const) {
    const uncut = side === 'top' || side === 'left' ? 0 : 1;
    if (edges[side] !== uncut) draft.say(`crop_box.${side}`, edges[side]);
    if (isAsked(`bbox_${side}`, asked[`bbox_${side}`])) draft.note(`crop_box.${side}`, `bbox_${side}`);
  }
  if (asked.bounding_box) draft.note('crop_box', 'bounding_box');
}

function mapLanguages({ languages, lang }: LegacyParseParameters, draft: ParameterDraft) {
  const path = 'processing_options.ocr_parameters.languages';
  const own = ocrLanguages.find(each => each === lang);
  if (languages) draft.say(path, languages, 'languages');
  else if (own && isAsked('lang', own)) draft.say(path, [own]);
  if (own && (languages?.includes(own) ?? true)) draft.note(`${path}.${own}`, 'lang');
}

/** Tables are pipe tables unless asked otherwise; in v2 it is the other way round. */
function mapTables({ output_tables_as_HTML }: LegacyParseParameters, draft: ParameterDraft) {
  const path = 'output_options.markdown.tables.output_tables_as_markdown';
  draft.say(path, !output_tables_as_HTML, ...(output_tables_as_HTML ? ['output_tables_as_HTML'] : []));
}

function mapImages(asked: LegacyParseParameters, draft: ParameterDraft) {
  const { images_to_save, take_screenshot, save_images, disable_image_extraction } = asked;
  const path = 'output_options.images_to_save';
  const off = save_images === false || disable_image_extraction === true;
  if (!images_to_save && !take_screenshot && !off) return;
  const kept = new Set(images_to_save ?? []);
  if (take_screenshot) kept.add('screenshot');
  draft.say(path, [...kept]);
  if (images_to_save) draft.note(path, 'images_to_save');
  if (take_screenshot) draft.note(`${path}.screenshot`, 'take_screenshot');
  // Somebody who names images wants them: these two only speak of images that nobody names.
  for (const name of ['save_images', 'disable_image_extraction']) {
    if (isAsked(name, asked[name]) && !images_to_save?.length) draft.note(`${path}.none`, name);
  }
}

function mapBoxes({ line_level_bounding_box }: LegacyParseParameters, draft: ParameterDraft) {
  if (!line_level_bounding_box) return;
  draft.say('output_options.granular_bboxes', ['line'], 'line_level_bounding_box');
}

function mapSpreadsheet({ guess_xlsx_sheet_name }: LegacyParseParameters, draft: ParameterDraft) {
  if (!guess_xlsx_sheet_name) return;
  const options = { enable: true, guess_sheet_name: true };
  draft.say('output_options.tables_as_spreadsheet', options, 'guess_xlsx_sheet_name');
}

function mapTime(asked: LegacyParseParameters, draft: ParameterDraft) {
  const { job_timeout_in_seconds: base, job_timeout_extra_time_per_page_in_seconds: perPage } = asked;
  const path = 'processing_control.timeouts';
  if (base && base > 0) draft.say(`${path}.base_in_seconds`, whole(base, 7200), 'job_timeout_in_seconds');
  if (perPage && perPage > 0) {
    const name = 'job_timeout_extra_time_per_page_in_seconds';
    draft.say(`${path}.extra_time_per_page_in_seconds`, whole(perPage, 300), name);
  }
}

function mapTolerance({ page_error_tolerance: ratio }: LegacyParseParameters, draft: ParameterDraft) {
  if (!isAsked('page_error_tolerance', ratio) || ratio === null || ratio === undefined) return;
  if (ratio < 0 || ratio > 1) return;
  const path = 'processing_control.job_failure_conditions.allowed_page_failure_ratio';
  // 0 allows no failed page; v2 asks for more than 0, and a document has fewer pages than this allows one in.
  draft.say(path, ratio || 1e-9, 'page_error_tolerance');
}

function mapCache(asked: LegacyParseParameters, draft: ParameterDraft) {
  const given = ['do_not_cache', 'invalidate_cache'].filter(name => isAsked(name, asked[name]));
  if (given.length > 0) draft.say('disable_cache', true, ...given);
}

export const parameterMappings = [
  mapTier,
  mapPages,
  mapArea,
  mapLanguages,
  mapTables,
  mapImages,
  mapBoxes,
  mapSpreadsheet,
  mapTime,
  mapTolerance,
  mapCache,
] as const;

/** Runs counted from 0 as text counted from 1, cut off after `most` pages. */
function countedFromOne(runs: readonly { from: number; to: number }[], most: number): string {
  const parts: string[] = [];
  let left = most;
  for (const { from, to } of runs) {
    if (left <= 0) break;
    const end = Math.min(to, from + left - 1);
    parts.push(end === from ? `${from + 1}` : `${from + 1}-${end + 1}`);
    left -= end - from + 1;
  }
  return parts.join(',');
}

/** The far edge that a margin leaves, without the noise of binary fractions. */
const edge = (margin: number): number => Math.round((1 - margin) * 1e6) / 1e6;

/** Whole seconds, at least one, at most what v2 takes. */
const whole = (seconds: number, most: number): number => Math.min(Math.max(Math.ceil(seconds), 1), most);
