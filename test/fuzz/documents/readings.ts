import type { Random } from '../../support/random';

/** A request that has a parsed document read, and where the job that it makes is asked for. */
export interface Reading {
  path: string;
  body: object;
}

const text = { type: 'string' };
const number = { type: 'number' };
const schemas = [
  {
    total: number,
    invoice_number: text,
    date: { ...text, format: 'date' },
    currency: { enum: ['EUR', 'USD'] },
  },
  { items: { type: 'array', items: { type: 'object', properties: { description: text, amount: number } } } },
  {
    name: text,
    email: { ...text, format: 'email' },
    skills: { type: 'array', items: text },
    paid: { type: 'boolean' },
  },
  {
    seller: { type: 'object', properties: { name: text, address: text, iban: text } },
    count: { type: 'integer' },
  },
];
const rules = [
  { type: 'invoice', description: 'Asks for money: invoice number, total, due date, bank account.' },
  { type: 'letter', description: 'Somebody writes to somebody: dear, sincerely, regards.' },
];

/** By the rules alone, so that it is known what must come of it: an end without a fault of ours. */
export function readingOf(parseId: string, random: Random): Reading {
  if (random.chance(0.25)) {
    return { path: '/api/v2/classify', body: { file_input: parseId, configuration: { rules } } };
  }
  const configuration = {
    data_schema: { type: 'object', properties: random.pick(schemas) },
    extraction_target: random.pick(['per_doc', 'per_page', 'per_table_row']),
    tier: 'fast',
    cite_sources: true,
  };
  return { path: '/api/v2/extract', body: { file_input: parseId, configuration } };
}
