import type { RunJobType } from '../run';

/**
 * What LlamaCloud charges, as published in November 2026 (LlamaCloud API docs: pricing, FAQ, the OpenAPI document's
 * descriptions). A server may charge otherwise; what it did is told by each job.
 */
export const dollarsPerCredit = 1.25 / 1000;

/** Credits a page of a parse, by tier. */
const parse: Readonly<Record<string, number>> = { fast: 1, cost_effective: 3, agentic: 10, agentic_plus: 45 };
/** Credits a sheet of a workbook, whatever the tier. */
const sheet = 1;
/** Credits a minute of sound, whatever the tier. */
const minute = 3;
/** Credits a page beside those of the tier. */
const layout = 3;
const confidence = 5;
/** Credits a page of an extraction, by its tier; the parse comes on top but for `turbo`, which has none. */
const extract: Readonly<Record<string, number>> = {
  cost_effective: 5,
  agentic: 15,
  agentic_plus: 50,
  turbo: 35,
};

/** Credits a page of a classification. */
const classify = 1;

/** What a file is charged by. */
export type Unit = 'page' | 'sheet' | 'minute';

/** Credits for one of each. */
export interface Rate extends Record<Unit, number> {
  /** The server may find that some pages cost less. */
  atMost: boolean;
}

type Parameters = Readonly<Record<string, unknown>>;

/** What a page costs under the parameters of a configuration; null where the tier has no known price. */
export function rateOf(jobType: RunJobType, parameters: Parameters): Rate | null {
  if (jobType === 'classify_v2') return sameForAll(classify);
  return jobType === 'extract_v2' ? extractRate(parameters) : parseRate(parameters);
}

function parseRate(parameters: Parameters): Rate | null {
  const page = priceOf(parse, parameters['tier']);
  if (page === null) return null;
  const processing = optionsOf(parameters, 'processing_options');
  const images = optionsOf(parameters, 'output_options')['images_to_save'];
  const extra =
    // The one option of v2 that asks for the layout.
    (Array.isArray(images) && images.includes('layout') ? layout : 0) +
    (processing['confidence_score_effort'] === 'high' ? confidence : 0);
  const atMost = optionsOf(processing, 'cost_optimizer')['enable'] === true;
  return { page: page + extra, sheet, minute, atMost };
}

/** A workbook is extracted from by pages that the server makes of it: a sheet is one at least. */
function extractRate(parameters: Parameters): Rate | null {
  const tier = parameters['tier'] ?? 'cost_effective';
  const own = priceOf(extract, tier);
  if (own === null || parameters['parse_config_id']) return null;
  if (tier === 'turbo' || parameters['spreadsheet_mode'] === true) return sameForAll(own);
  const before = priceOf(parse, parameters['parse_tier'] ?? tier);
  return before === null ? null : sameForAll(own + before);
}

const sameForAll = (credits: number): Rate => ({
  ...{ page: credits, sheet: credits, minute: credits },
  atMost: false,
});

const priceOf = (prices: Readonly<Record<string, number>>, tier: unknown): number | null =>
  (typeof tier === 'string' && Object.hasOwn(prices, tier) && prices[tier]) || null;

function optionsOf(parameters: Parameters, key: string): Parameters {
  const options = parameters[key];
  return typeof options === 'object' && options !== null ? (options as Parameters) : {};
}
