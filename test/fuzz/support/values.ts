import type { Random } from '../../support/random';

const texts = [
  ...['', ' ', '\0', '\ud800', '\u202e', 'ﷺ', '🦙'.repeat(50), '../../../etc/passwd', '%2e%2e%2f', 'null'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '-1', '0', '1e999', '9'.repeat(400), 'NaN'],
  ...["' OR 1=1 --", '"; DROP TABLE batch; --', '%', '_', '*', '(', '[', '\\', '$&', '{{7*7}}', '\r\nX: y'],
  ...[
    '2026-13-45T99:99:99Z',
    '0000-00-00',
    '275760-09-14T00:00:00Z',
    '1970-01-01',
    '2026-01-01T00:00:00+99:99',
  ],
  ...['http://127.0.0.1:1/', 'file:///etc/passwd', 'http://[::1', 'javascript:alert(1)', 'http://a b/'],
  ...['cfg-PARSE_FAST', 'dir-x', 'a'.repeat(300), 'x'.repeat(70_000), 'latest', 'true', '[]', '{}'],
];

const plain: readonly unknown[] = [
  ...[null, true, false, 0, -0, 1, -1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, Number.MAX_VALUE],
  ...[[], {}, [null], [[]], { a: 1 }],
];

/** A text that programs are seldom written for. */
export const oddText = (random: Random): string => random.pick(texts);

/** A JSON value that programs are seldom written for. */
export function oddValue(random: Random): unknown {
  const dice = random.next();
  if (dice < 0.4) return oddText(random);
  if (dice < 0.8) return random.pick(plain);
  if (dice < 0.85) return Array.from({ length: random.int(100, 5000) }, (_, n) => n);
  if (dice < 0.9) return nested(random.int(10, 3000));
  if (dice < 0.95) return Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, n]));
  return JSON.parse(`{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}`);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value };
  return value;
}

/** The same JSON value with something in it replaced, left out or added. */
export function mutated(value: unknown, random: Random): unknown {
  if (random.chance(0.15) || typeof value !== 'object' || value === null) return oddValue(random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.3)) return [...value, oddValue(random)];
    const at = random.int(0, value.length - 1);
    return value.map((item, n) => (n === at ? mutated(item, random) : item));
  }
  const entries = Object.entries(value);
  const dice = random.next();
  if (entries.length === 0 || dice < 0.15) return { ...value, [oddText(random)]: oddValue(random) };
  const at = random.int(0, entries.length - 1);
  if (dice < 0.3) return Object.fromEntries(entries.filter((_, n) => n !== at));
  return Object.fromEntries(entries.map(([key, item], n) => [key, n === at ? mutated(item, random) : item]));
}
