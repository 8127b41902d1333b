import * as z from 'zod/mini';
import { flag, group } from './fields';

const seconds = (most: number) => z.optional(z.nullable(z.int().check(z.gte(1), z.lte(most))));

/** `processing_control`: how long a job may take and what makes it fail (LlamaCloud API docs). */
export const processingControl = group({
  timeouts: z.optional(
    group({ base_in_seconds: seconds(7200), extra_time_per_page_in_seconds: seconds(300) }),
  ),
  job_failure_conditions: z.optional(
    group({
      allowed_page_failure_ratio: z.optional(z.nullable(z.number().check(z.gt(0), z.lte(1)))),
      fail_on_image_extraction_error: flag,
      fail_on_image_ocr_error: flag,
      fail_on_markdown_reconstruction_error: flag,
      fail_on_buggy_font: flag,
    }),
  ),
});
