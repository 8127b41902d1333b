import * as z from 'zod/mini';
import { flag, group } from './fields';

/** `input_options`: how each kind of document is read (LlamaCloud API docs). */
export const inputOptions = group({
  html: z.optional(
    group({
      make_all_elements_visible: flag,
      remove_fixed_elements: flag,
      remove_navigation_elements: flag,
    }),
  ),
  pdf: z.optional(group({})),
  spreadsheet: z.optional(
    group({
      detect_sub_tables_in_sheets: flag,
      force_formula_computation_in_sheets: flag,
      include_hidden_sheets: flag,
    }),
  ),
  presentation: z.optional(group({ out_of_bounds_content: flag, skip_embedded_data: flag })),
  image: z.optional(group({ camera_photo_correction: flag })),
});
