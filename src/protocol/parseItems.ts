import * as z from 'zod/mini';
import { hint, maybe } from './wire';

/** A box on a page, in points, origin top left; `r` is an angle. */
export const bBox = z.looseObject({
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  r: hint(z.number()),
  confidence: hint(z.number()),
  label: hint(z.string()),
});
export type BBox = z.output<typeof bBox>;

const base = { md: z.string(), bbox: maybe(z.array(bBox)) };

const text = z.looseObject({ ...base, type: z.literal('text'), value: z.string() });
const heading = z.looseObject({
  ...base,
  type: z.literal('heading'),
  value: z.string(),
  level: z.number(),
});
const code = z.looseObject({
  ...base,
  type: z.literal('code'),
  value: z.string(),
  language: maybe(z.string()),
});
const table = z.looseObject({
  ...base,
  type: z.literal('table'),
  rows: z.array(z.array(z.nullable(z.union([z.string(), z.number()])))),
  html: z.string(),
  csv: z.string(),
});
const image = z.looseObject({ ...base, type: z.literal('image'), caption: z.string(), url: z.string() });
const link = z.looseObject({ ...base, type: z.literal('link'), url: z.string(), text: z.string() });

/** A list; its items are texts or further lists. */
export interface ListItem {
  [key: string]: unknown;
  type: 'list';
  md: string;
  bbox: BBox[] | null;
  ordered: boolean;
  items: (z.output<typeof text> | ListItem)[];
}
const list: z.ZodMiniType<ListItem> = z.lazy(() =>
  z.looseObject({
    ...base,
    type: z.literal('list'),
    ordered: z.boolean(),
    items: z.array(z.union([text, list])),
  }),
) as unknown as z.ZodMiniType<ListItem>;

const content = z.union([text, heading, list, code, table, image, link]);
const furniture = (type: 'header' | 'footer') =>
  z.looseObject({ ...base, type: z.literal(type), items: z.array(content) });

/** An item of a newer kind than this client knows: kept as it came. */
const unknownItem = z.looseObject({
  type: z.string(),
  md: z.catch(z.string(), ''),
  bbox: hint(z.array(bBox)),
});

/** One block of a parsed page (`expand=items`), told apart by `type`; LlamaCloud API docs. */
export const parseItem = z.union([content, furniture('header'), furniture('footer'), unknownItem]);
export type ParseItem =
  | z.output<typeof content>
  | z.output<ReturnType<typeof furniture>>
  | (z.output<typeof unknownItem> & { type: string });
