// Writes the part of LlamaCloud's OpenAPI document that the contract tests check by into llamacloud.json beside it:
//   node test/contract/openapi/extract.mjs OPENAPI.json
// Texts for people, cookies and what all operations share (422, scope parameters) are left out; refs point into $defs.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Paths, or beginnings of paths that end in `/`. */
const wanted = [
  '/api/v1/projects/',
  '/api/v2/projects/',
  '/api/v1/organizations/',
  '/api/v2/organizations/',
  '/api/v1/beta/directories/',
  '/api/v1/beta/files/',
  '/api/v1/beta/configurations/',
  '/api/v1/beta/webhook-configs/',
  '/api/v1/beta/batch-processing/',
  '/api/v1/job-data-points/',
  '/api/v1/parsing/supported_file_extensions/',
  '/api/v2/batches/',
  '/api/v2/parse/',
  '/api/v2/extract/',
  '/api/v2/classify/',
];
/** Every route takes these two; the tests know them. */
const scope = ['project_id', 'organization_id'];
/** `discriminator` has a mapping, which the validator does not take; the branches differ by a constant anyway. */
const unused = new Set(['title', 'description', 'example', 'examples', 'discriminator', 'deprecated']);
const ofSchemas = new Set(['anyOf', 'oneOf', 'allOf']);
const ofSchema = new Set(['items', 'additionalProperties', 'propertyNames']);

/** A schema without its texts. Properties may be called like keywords, so each keyword is walked by its kind. */
function plain(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) => !unused.has(key) && !key.startsWith('x-') && !(key === 'default' && value === null),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === '$ref') return [key, `#/$defs/${nameOf(value)}`];
      if (key === 'properties') {
        return [key, Object.fromEntries(Object.entries(value).map(([name, s]) => [name, plain(s)]))];
      }
      if (ofSchemas.has(key)) return [key, value.map(plain)];
      if (ofSchema.has(key)) return [key, plain(value)];
      return [key, value];
    }),
  );
}

const nameOf = ref => ref.split('/').at(-1);

function operation(method, path, { parameters = [], requestBody, responses }) {
  const own = parameters.filter(p => p.in === 'query' && !scope.includes(p.name));
  const [content] = Object.entries(requestBody?.content ?? {});
  const [status, answer] = Object.entries(responses).find(([code]) => code.startsWith('2'));
  const schema = answer.content?.['application/json']?.schema;
  return {
    method: method.toUpperCase(),
    path,
    ...(own.length > 0 && { query: Object.fromEntries(own.map(p => [p.name, plain(p.schema)])) }),
    ...(own.some(p => p.required) && { required: own.filter(p => p.required).map(p => p.name) }),
    ...(content && { [content[0] === 'application/json' ? 'body' : 'form']: plain(content[1].schema) }),
    status: Number(status),
    ...(schema && { answer: plain(schema) }),
  };
}

/** Names of the schemas that a value refers to, over all steps. */
function referred(value, schemas, found = new Set()) {
  for (const [key, inner] of Object.entries(value ?? {})) {
    if (key === '$ref') {
      const name = nameOf(inner);
      if (found.has(name)) continue;
      found.add(name);
      referred(schemas[name], schemas, found);
    } else if (typeof inner === 'object') referred(inner, schemas, found);
  }
  return found;
}

const { info, paths, components } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const operations = Object.entries(paths)
  .filter(([path]) => wanted.some(start => `${path}/`.startsWith(start)))
  .flatMap(([path, item]) => Object.entries(item).map(([method, one]) => operation(method, path, one)));
const names = [...referred(operations, components.schemas).add('HTTPValidationError').add('ValidationError')];
const $defs = Object.fromEntries(names.sort().map(name => [name, plain(components.schemas[name])]));

const output = fileURLToPath(new URL('llamacloud.json', import.meta.url));
writeFileSync(output, JSON.stringify({ source: `${info.title} ${info.version}`, operations, $defs }));
execFileSync('npx', ['biome', 'format', '--write', output], { stdio: 'inherit' });
