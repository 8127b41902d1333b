import { classifyParameters } from '../../../protocol/classify';
import type { LegacyClassifyConfig } from '../../../protocol/legacyBatches';

/** Pages that a legacy classify job looks at when it names none (ClassifyParsingConfiguration of the LlamaCloud API). */
const defaultMaxPages = 5;

/**
 * A legacy classify job as parameters of `classify_v2`. That has one mode, FAST; the classify job itself tells it, so a
 * caller who asked for MULTIMODAL sees what was done.
 */
export function classifyParametersOf(config: LegacyClassifyConfig): Record<string, unknown> {
  const { lang, max_pages = defaultMaxPages, target_pages } = config.parsing_configuration ?? {};
  const pages = [...new Set(target_pages)].sort((a, b) => a - b);
  return classifyParameters.parse({
    product_type: 'classify_v2',
    rules: config.rules.map(({ type, description }) => ({ type, description })),
    parsing_configuration: {
      lang,
      max_pages: max_pages || null,
      // Counted from 0 there, from 1 here.
      target_pages: pages.length > 0 ? pages.map(page => page + 1).join(',') : null,
    },
  });
}
