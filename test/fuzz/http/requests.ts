import type { Random } from '../../support/random';
import { mutatedBytes } from '../support/bytes';
import { mutated, oddText } from '../support/values';
import { type Template, templates } from './templates';

/** A request as it goes over the wire; `raw` where even its frame is wrong. */
export interface FuzzRequest {
  method: string;
  /** The path of its template. */
  route: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** Ids of things that the engine has, by kind. */
export type Ids = Readonly<Record<string, readonly string[]>>;

const json = { 'content-type': 'application/json' };

/** A request with something wrong somewhere, most often in one place only; a few have nothing wrong. */
export function oddRequest(ids: Ids, random: Random): FuzzRequest {
  const template = random.pick(templates);
  const method = random.chance(0.02)
    ? random.pick(['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'])
    : template.method;
  const path = pathOf(template, ids, random) + queryOf(template, ids, random);
  const { headers, body } = bodyOf(template, ids, random);
  return { method, route: template.path, path, headers: { ...headers, ...oddHeaders(random) }, body };
}

const idOf = (kind: string, ids: Ids, random: Random): string => {
  const known = ids[kind] ?? [];
  return known.length === 0 || random.chance(0.15) ? oddText(random) : random.pick(known);
};

function pathOf({ path }: Template, ids: Ids, random: Random): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, kind: string) => {
    const id = idOf(kind, ids, random);
    return random.chance(0.1) ? id.replace(/[\s?#]/g, '') : encodeURIComponent(wellFormed(id));
  });
  return random.chance(0.02)
    ? `${filled}${random.pick(['/', '//', '%', '%00', '/..', ';a=b', '%2F'])}`
    : filled;
}

function queryOf({ query = [] }: Template, ids: Ids, random: Random): string {
  const fields: string[] = [];
  while (query.length > 0 && random.chance(fields.length === 0 ? 0.5 : 0.35)) {
    const name = random.chance(0.05) ? oddText(random) : random.pick(query);
    const key =
      encodeURIComponent(wellFormed(name)) + random.pick(['', '', '', '[]', '[0]', '%5B%5D', '[__proto__]']);
    const value = random.chance(0.4) ? plausible(name, ids, random) : oddText(random);
    fields.push(
      `${key}=${random.chance(0.05) ? '%ff%' : encodeURIComponent(wellFormed(value)).slice(0, 3000)}`,
    );
  }
  return fields.length === 0 ? '' : `?${fields.join('&')}`;
}

function plausible(name: string, ids: Ids, random: Random): string {
  const kind = /^(\w+?)_ids?$/.exec(name)?.[1] ?? '';
  const all = Object.values(ids).flat();
  if (kind !== '' && all.length > 0) return random.pick(ids[kind] ?? all);
  const tokens = [
    '{"before":1}',
    '{"before":-1}',
    '{"before":1e400}',
    '{"before":9007199254740993}',
    '[]',
    '{}',
  ];
  if (name === 'page_token') return Buffer.from(random.pick(tokens)).toString('base64url');
  return random.pick([
    ...[
      '1',
      '2',
      '1000',
      'true',
      'results',
      'text,markdown,items',
      'usage',
      'download_url',
      'COMPLETED',
      'user',
    ],
    ...['2026-01-01T00:00:00Z', 'images_content_metadata', 'markdown_content_metadata', 'name', 'name desc'],
  ]);
}

function bodyOf(template: Template, ids: Ids, random: Random): Pick<FuzzRequest, 'headers' | 'body'> {
  if (template.form) return formOf(template.form, random);
  if (template.body === undefined) {
    return random.chance(0.05) ? { headers: json, body: Buffer.from('{}') } : { headers: {}, body: null };
  }
  const filled = JSON.parse(
    JSON.stringify(template.body).replace(/\{(\w+)\}/g, (_, kind: string) =>
      JSON.stringify(idOf(kind, ids, random)).slice(1, -1),
    ),
  ) as unknown;
  const value = random.chance(0.15) ? filled : mutated(filled, random);
  const text = random.chance(0.03) ? '[{"a":'.repeat(random.int(1, 100_000)) : JSON.stringify(value);
  const bytes = Buffer.from(text);
  return { headers: json, body: random.chance(0.1) ? mutatedBytes(bytes, random) : bytes };
}

function formOf({ file, fields }: { file: string; fields: readonly string[] }, random: Random) {
  const boundary = random.chance(0.05)
    ? oddText(random)
        .replace(/[^ -~]/g, '')
        .slice(0, 200)
    : 'a-boundary';
  const part = (disposition: string, content: Buffer | string, headers = ''): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\n${headers}\r\n`),
      Buffer.from(content as string),
      Buffer.from('\r\n'),
    ]);
  const name = random.chance(0.5) ? 'a.txt' : oddText(random).replaceAll('"', '%22');
  const star = random.chance(0.1)
    ? `; filename*=UTF-8''${random.pick(['%e2%82', 'a%00b', '%2e%2e%2fx', '€'])}`
    : '';
  const content = Buffer.from(random.chance(0.1) ? '' : `text ${random.int(0, 50)}`);
  const parts = [
    part(`form-data; name="${file}"; filename="${name}"${star}`, content, 'Content-Type: text/plain\r\n'),
  ];
  for (const field of fields) {
    if (random.chance(0.4)) continue;
    const valid = {
      metadata: '{"a":"b"}',
      configuration: '{"tier":"fast","version":"latest"}',
      purpose: 'user_data',
    };
    const plain = valid[field as keyof typeof valid] ?? `v${random.int(0, 9)}`;
    const value = random.chance(0.5)
      ? plain
      : random.chance(0.5)
        ? oddText(random)
        : JSON.stringify(mutated({ a: 1 }, random));
    parts.splice(random.int(0, parts.length), 0, part(`form-data; name="${field}"`, value));
  }
  const bytes = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${random.chance(0.9) ? boundary : 'other'}` },
    body: random.chance(0.3) ? mutatedBytes(bytes, random) : bytes,
  };
}

function oddHeaders(random: Random): Record<string, string> {
  if (!random.chance(0.1)) return {};
  const types = [
    'text/plain',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'application/x',
    'a',
    '',
  ];
  return random.pick<Record<string, string>>([
    ...types.map(type => ({ 'content-type': type })),
    ...[
      { authorization: 'Bearer' },
      { authorization: 'Basic eDp5' },
      { authorization: `Bearer ${'x'.repeat(9000)}` },
    ],
    ...[{ host: 'evil.example' }, { host: '' }, { 'content-encoding': 'gzip' }, { expect: '100-continue' }],
    ...[
      { 'x-many': 'y'.repeat(20_000) },
      { range: 'bytes=5-1' },
      { 'if-none-match': '*' },
      { origin: 'null' },
    ],
  ]);
}

/** What can be written in a URL: half of a pair of surrogates cannot. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();
