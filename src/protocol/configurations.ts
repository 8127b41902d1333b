import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, maybe, type Open, open } from './wire';

/** What a configuration is for. */
export const productTypes = [
  'split_v1',
  'extract_v2',
  'classify_v2',
  'parse_v2',
  'spreadsheet_v1',
  'unknown',
] as const;
type KnownProduct = (typeof productTypes)[number];
export type ProductType = Open<KnownProduct>;

type KnownTier = 'fast' | 'cost_effective' | 'agentic' | 'agentic_plus';
/** Tier of a parse, cheapest first. */
export type Tier = Open<KnownTier>;
export const parseTiers = [
  'fast',
  'cost_effective',
  'agentic',
  'agentic_plus',
] as const satisfies KnownTier[];

/** Parameters of a configuration, told apart by `product_type`; all further options are kept as they came. */
export const configurationParameters = z.looseObject({
  product_type: open<KnownProduct>(),
  tier: maybe(open<KnownTier>()),
  version: maybe(z.string()),
});

/** A saved set of parameters or a built-in preset (`/api/v1/beta/configurations`, LlamaCloud API docs). */
export const configuration = z.looseObject({
  id: z.string(),
  name: z.string(),
  product_type: open<KnownProduct>(),
  /** A date and time as text; changes with every save. */
  version: z.string(),
  parameters: configurationParameters,
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type Configuration = z.output<typeof configuration>;
export const configurationPage = pageOf(configuration);
