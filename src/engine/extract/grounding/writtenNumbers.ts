import type { DocumentWords } from './documentWords';
import type { Hit } from './hit';

const single = /\d[\d.,'’]*/g;
/** Thousands apart by spaces, as in 1 234,56. */
const apart = /\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,4})?(?!\d)/g;

/** What a word after a number makes of it: abbreviations and words of European languages. */
const scales: readonly [RegExp, number][] = [
  [/^\s?(%|percent|prozent|pour ?cent|por ?ciento|per ?cento|procent)/i, 0.01],
  [/^\s?(k|tsd|tausend|thousand|mila|mil|duizend)\b/i, 1e3],
  [/^\s?(m|mn|mio|mill?|millions?|millionen|millones|milioni|miljoen|milhões|mln)\b/i, 1e6],
  [/^\s?(bn|mrd|md|billions?|milliarden?|milliards?|miliardi|miljard|mld)\b/i, 1e9],
];

/** Part of a longer expression, such as an order number or a date. */
const joinedBefore = /[\p{L}\d][-/_.:]?$|[/_]$/u;
const joinedAfter = /^([-/_:]?[\p{L}\d]|[/_])/u;

/** Every number that is written in a document, by its value without sign, however it is written. */
export class WrittenNumbers {
  private readonly hits = new Map<string, Hit[]>();

  constructor(private readonly words: DocumentWords) {
    for (const form of [single, apart]) {
      for (const { 0: text, index } of words.text.matchAll(form)) this.add(text, index);
    }
    for (const hits of this.hits.values()) hits.sort((a, b) => a.from - b.from);
  }

  of(value: number): readonly Hit[] {
    return this.hits.get(keyOf(value)) ?? [];
  }

  private add(written: string, at: number): void {
    const text = written.replace(/[.,'’]+$/, '');
    const { words } = this;
    const before = words.text.slice(Math.max(0, at - 3), at);
    const after = words.text.slice(at + text.length, at + text.length + 12);
    const own = !joinedBefore.test(before) && !joinedAfter.test(after);
    const hit = {
      ...{ from: words.wordAt(at), to: words.wordAt(at + text.length - 1) },
      sureness: own ? 1 : /^[€$£]|^(?:kg|g|h|x|pcs|eur|usd|chf|gbp)\b/i.test(after) ? 1 : 0.8,
    };
    const scale = scales.find(([pattern]) => pattern.test(after))?.[1];
    for (const value of readingsOf(text)) {
      this.put(value, hit);
      if (scale !== undefined) this.put(value * scale, { ...hit, sureness: hit.sureness * 0.95 });
    }
  }

  private put(value: number, hit: Hit): void {
    const key = keyOf(value);
    const hits = this.hits.get(key);
    if (hits) hits.push(hit);
    else this.hits.set(key, [hit]);
  }
}

/** Without the dust that calculating leaves. */
const keyOf = (value: number): string => String(Number(Math.abs(value).toPrecision(12)));

/** What digits with separators may mean: a point or comma parts decimals or thousands, an apostrophe thousands. */
export function readingsOf(written: string): number[] {
  const text = written.replace(/['’\s]/g, '');
  const marks = text.match(/[.,]/g) ?? [];
  const [first, last] = [marks[0], marks.at(-1)];
  // Zeros at the beginning are those of a code.
  if (first === undefined || last === undefined) return /^0\d{2}/.test(text) ? [] : [Number(text)];
  if (marks.length === 1) {
    const [whole = '', rest = ''] = text.split(first);
    const decimal = Number(`${whole}.${rest}`);
    return rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? [decimal, Number(whole + rest)] : [decimal];
  }
  const parts = text.split(/[.,]/);
  // All of one mark: thousands. Else the last one, where it is alone of its kind, parts the decimals.
  const decimals = first === last ? '' : (parts.pop() ?? '');
  const alike = marks.slice(0, decimals === '' ? undefined : -1).every(mark => mark === first);
  const groups = parts
    .slice(1)
    .every((part, i) => part.length === 3 || (part.length === 2 && i < parts.length - 2));
  return alike && groups ? [Number(`${parts.join('')}.${decimals || '0'}`)] : [];
}
