import assert from 'node:assert/strict';
import { useServer } from './harness/contractServer';
import { nameOf, type Operation, type Schema, spec } from './openapi/spec';

/**
 * Fields that the API declares by a format, but whose values are opaque ids in its own examples: one of another form
 * is one that does not exist, not a wrong one (LlamaCloud API docs).
 */
const opaque = new Set(['file_ids']);

interface Probe {
  name: string;
  value: string;
  isValid: boolean;
}

/** Every query field of every route, with values that it takes and values that it does not. */
describe('queries that LlamaCloud takes or refuses', () => {
  const server = useServer();

  for (const operation of spec.operations.filter(({ query }) => query)) {
    it(nameOf(operation), async () => {
      const differences: string[] = [];
      for (const { name, value, isValid } of probes(operation)) {
        const query = new URLSearchParams({ ...required(operation), [name]: value });
        const url = `${operation.path.replaceAll(/\{\w+\}/g, 'none')}?${query}`;
        const { status, body } = await server.request(operation.method, url);
        const told = JSON.stringify(body);
        if (
          isValid ? status === 422 || status === 418 : status !== 422 || !told.includes(`["query","${name}"`)
        ) {
          differences.push(
            `?${name}=${value} is ${isValid ? 'valid' : 'not'}, yet ${status} ${told.slice(0, 200)}`,
          );
        }
      }
      if (differences.length > 0) assert.fail(differences.join('\n'));
    });
  }
});

function required({ query = {}, required: names = [] }: Operation): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, String(query[name]?.enum?.[0] ?? 'a')]));
}

function probes({ query = {}, path }: Operation): Probe[] {
  return Object.entries(query).flatMap(([name, schema]) => {
    const { type, format, minimum, maximum, ...rest } = scalarOf(schema);
    const choices = rest.enum as string[] | undefined;
    const good: string[] = [''];
    const bad: string[] = [];
    if (choices) {
      good.push(...choices);
      bad.push('no_such_value');
    } else if (type === 'integer') {
      bad.push('many', '1.5');
      if (minimum !== undefined) bad.push(String(minimum - 1));
      if (maximum !== undefined) bad.push(String(maximum + 1));
      good.push(String(minimum ?? 1), String(maximum ?? 1));
    } else if (type === 'boolean') {
      good.push('true', 'false', 'True');
      bad.push('maybe');
    } else if (format === 'date-time') {
      good.push('2026-01-01T00:00:00Z', '2026-01-01T00:00:00+02:00', '2026-01-01T00:00:00.123456Z');
      bad.push('yesterday');
    } else if (name === 'order_by') {
      good.push('name', 'name desc');
    } else if (!opaque.has(name) && name !== 'page_token' && name !== 'expand') {
      good.push('text');
    }
    // Of one that must be there, an empty value is none.
    if (name === 'job_type' && path.endsWith('job-data-points')) good.shift();
    return [
      ...good.map(value => ({ name, value, isValid: true })),
      ...bad.map(value => ({ name, value, isValid: false })),
    ];
  });
}

/** The schema of one value of a query field. */
function scalarOf(schema: Schema): Schema {
  if (schema.$ref) return scalarOf(spec.$defs[schema.$ref.replace('#/$defs/', '')] ?? {});
  const [branch] = schema.anyOf ?? [];
  if (branch) return scalarOf(branch);
  return schema.items ? scalarOf(schema.items) : schema;
}
