import * as z from 'zod/mini';
import { autoModeRule } from './autoMode';
import { flag, group } from './fields';
import { ocrLanguages } from './ocrLanguages';

/** `processing_options`: how the pages are read (LlamaCloud API docs). */
export const processingOptions = group({
  ignore: z.optional(
    group({ ignore_diagonal_text: flag, ignore_text_in_image: flag, ignore_hidden_text: flag }),
  ),
  ocr_parameters: z.optional(group({ languages: z.optional(z.nullable(z.array(z.enum(ocrLanguages)))) })),
  aggressive_table_extraction: flag,
  disable_heuristics: flag,
  specialized_chart_parsing: z.optional(z.nullable(z.enum(['agentic_plus', 'agentic', 'efficient']))),
  cost_optimizer: z.optional(z.nullable(group({ enable: flag }))),
  confidence_score_effort: z.optional(z.nullable(z.literal('high'))),
  forms: z.optional(z.nullable(z.enum(['default', 'enrich']))),
  auto_mode_configuration: z.optional(z.nullable(z.array(autoModeRule))),
});
