import type { DocumentWords } from './documentWords';
import type { Hit } from './hit';
import { monthOf } from './monthNames';

/** Statements and tickets say the year once. */
const noYear = '0000';

type Reading = readonly [year: string, month: number, day: number | null];

const year = (text: string): string[] => (text.length === 4 ? [text] : [`20${text}`, `19${text}`]);

/** Dates as they are written, and what each may mean; day first and month first are both looked for. */
const forms: readonly [RegExp, (parts: readonly string[]) => Reading[]][] = [
  [
    /(?<!\d)(\d{4})\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,2})(?!\d)/g,
    ([y = '', m, d]) => [[y, Number(m), Number(d)]],
  ],
  [/(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/g, ([y = '', m, d]) => [[y, Number(m), Number(d)]]],
  [
    /(?<!\d)(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d\d)(?!\d)/g,
    ([a = '', b = '', c = '']) => [
      ...year(c).flatMap<Reading>(y => [
        [y, Number(b), Number(a)],
        [y, Number(a), Number(b)],
      ]),
      ...(c.length === 2 ? year(a).map<Reading>(y => [y, Number(b), Number(c)]) : []),
    ],
  ],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?[-./,\s]{0,3}(?:(?:de|of|den) )?(\p{L}{3,12})[-./,\s]{0,3}(?:(?:de|del|of) )?(\d{4}|\d\d)(?![.,]?\d)/gu,
    ([d, name = '', y = '']) => year(y).flatMap(each => named(each, name, Number(d))),
  ],
  [
    /(?<!\p{L})(\p{L}{3,12})\.?[\s-](\d{1,2})(?:st|nd|rd|th)?[,\s]{1,2}(\d{4})(?!\d)/gu,
    ([name = '', d, y = '']) => named(y, name, Number(d)),
  ],
  [
    /(?<!\p{L})(\p{L}{3,12})[-./,\s]{0,3}(?:(?:de|del|of) )?(\d{4})(?!\d)/gu,
    ([name = '', y = '']) => named(y, name, null),
  ],
  [/(?<![\d./-])(\d{1,2})[./-](\d{4})(?!\d)/g, ([m, y = '']) => [[y, Number(m), null]]],
  [
    /(?<![\d.,/-])(\d{1,2})[./-](\d{1,2})(?![.,/-]?\d)/g,
    ([a, b]) => [
      [noYear, Number(b), Number(a)],
      [noYear, Number(a), Number(b)],
    ],
  ],
  [
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|°)?[-.\s]{0,2}(?:(?:de|of|den) )?(\p{L}{3,12})(?!\p{L})/gu,
    ([d, name = '']) => named(noYear, name, Number(d)),
  ],
  [
    /(?<!\p{L})(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![.,]?\d)/gu,
    ([name = '', d]) => named(noYear, name, Number(d)),
  ],
];

function named(y: string, name: string, day: number | null): Reading[] {
  const month = monthOf(name);
  return month === undefined ? [] : [[y, month, day]];
}

/** Every date that is written in a document, by its ISO form; months without a day too. */
export class WrittenDates {
  private readonly hits = new Map<string, Hit[]>();

  constructor(private readonly words: DocumentWords) {
    for (const [form, readings] of forms) {
      for (const match of words.text.matchAll(form)) {
        const [text, ...parts] = match;
        const { index } = match;
        const hit = { from: words.wordAt(index), to: words.wordAt(index + text.length - 1), sureness: 1 };
        for (const reading of readings(parts)) this.put(reading, hit);
      }
    }
    for (const hits of this.hits.values()) hits.sort((a, b) => a.from - b.from);
  }

  /** `value` in ISO form: a date, a date with time, or a month; null where it is none of these. */
  of(value: string): readonly Hit[] | null {
    const [, year = '', month = '', day] = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:$|T)/.exec(value) ?? [];
    if (year === '') return null;
    if (day === undefined) return this.hits.get(`${year}-${month}`) ?? [];
    const whole = this.hits.get(`${year}-${month}-${day}`) ?? [];
    const yearless = this.words.placesOf(year).length > 0 ? this.hits.get(`${noYear}-${month}-${day}`) : [];
    const apart = yearless?.filter(({ from }) => !whole.some(hit => from >= hit.from && from <= hit.to));
    const hits = [...whole, ...less(apart, 0.95)];
    // A first day may only fill the form up.
    if (hits.length === 0 && day === '01') return less(this.hits.get(`${year}-${month}`), 0.8);
    return hits.sort((a, b) => a.from - b.from);
  }

  private put([y, month, day]: Reading, hit: Hit): void {
    if (month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) return;
    const key = [y, month, ...(day === null ? [] : [day])]
      .map(part => String(part).padStart(2, '0'))
      .join('-');
    const hits = this.hits.get(key);
    if (hits) hits.push(hit);
    else this.hits.set(key, [hit]);
  }
}

const less = (hits: readonly Hit[] = [], sureness: number): Hit[] => hits.map(hit => ({ ...hit, sureness }));
