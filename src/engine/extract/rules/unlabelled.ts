import type { Aim } from '../values/aims';
import { findCurrencies } from '../values/currencies';
import type { Reading } from '../values/readings';
import { shaped } from '../values/readScalar';
import type { Candidate } from './candidate';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { clauseBefore } from './leads';
import type { ReadingsCache } from './readingsCache';
import type { Wanted } from './wanted';
import { isDocument } from './words/kinds';
import { termsOf } from './words/terms';

/** How often the only value of its kind in a document is the one that is asked for; chosen on the development set. */
const ONLY: Readonly<Partial<Record<Aim, number>>> = {
  iban: 0.9,
  bic: 0.75,
  email: 0.85,
  url: 0.8,
  vatId: 0.7,
  phone: 0.72,
  date: 0.7,
  time: 0.8,
  percent: 0.7,
};
/** Who writes a document gives numbers and addresses without a label. */
const WRITERS = new Set([
  'supplier',
  'sender',
  'bank',
  'employer',
  'applicant',
  'author',
  'hospital',
  'landlord',
]);
/** Whose numbers and addresses are somebody else's. */
const NOT_MEANT: ReadonlySet<string> = new Set(
  'customer recipient delivery shipping thirdParty emergency guardian witness insurer'.split(' '),
);
/** Says no more than the kind of value. */
const PLAIN = new Set([
  'date',
  'issue',
  'time',
  'email',
  'phone',
  'mobile',
  'url',
  'iban',
  'bic',
  'taxId',
  'account',
  'bank',
  'number',
  'contact',
  'tax',
  'rate',
]);
const CURRENCY = { only: 0.93, most: 0.6 };

/** Nothing else looks like them. */
const TELLING: ReadonlySet<Aim> = new Set<Aim>(['iban', 'email', 'url']);

interface Found {
  piece: Piece;
  reading: Reading;
}

/** Values that need no label: the only one of a kind, and the currency of the amounts. */
export function fromKindAlone(
  wanted: Wanted,
  layout: Layout,
  context: Context,
  readings: ReadingsCache,
): Candidate[] {
  if (wanted.aim === 'currency') return currency(wanted, layout);
  const share = ONLY[wanted.aim];
  const meanings = wanted.wordings[0]?.terms.flatMap(term => term.meanings) ?? [];
  if (share === undefined || !meanings.every(meaning => PLAIN.has(meaning) || isDocument(meaning))) return [];
  if (wanted.role !== null && !WRITERS.has(wanted.role)) return [];
  // Words in capitals have the form of a BIC, too: it is one where accounts are told.
  const isOfAccounts = () => layout.pieces.some(piece => readings.in(piece, 'iban').length > 0);
  if (wanted.aim === 'bic' && !isOfAccounts()) return [];
  const found = layout.pieces.flatMap((piece): Found[] => {
    const role = context.roleOf(piece);
    if (role !== null && NOT_MEANT.has(role)) return [];
    return readings
      .in(piece, wanted.aim)
      .filter(one => !['vatId', 'percent'].includes(wanted.aim) || one.certainty === 1)
      .filter(one => TELLING.has(wanted.aim) || !isOtherwiseLabelled(piece, one, layout, wanted.aim))
      .map(reading => ({ piece, reading }));
  });
  const values = new Set(found.map(({ reading }) => reading.value));
  const [first] = found;
  if (!first || values.size !== 1) return [];
  const reading = shaped(first.reading, first.piece.text, wanted.field, wanted.aim);
  if (!reading) return [];
  const score = share * reading.certainty * (wanted.hasTwin ? 0.9 : 1);
  return [
    {
      wanted,
      value: reading.value,
      places: [{ piece: first.piece, start: reading.start, end: reading.end }],
      score,
      match: share,
    },
  ];
}

/** What stands before the number of a phone; accounts and taxpayers have numbers that look the same. */
const CALLED: ReadonlySet<string> = new Set(['phone', 'mobile', 'contact', 'address']);

/** Whether words before the value, or a label beside or above it, say that it is something else. */
function isOtherwiseLabelled(piece: Piece, reading: Reading, layout: Layout, aim: Aim): boolean {
  const before = clauseBefore(piece.text, 0, reading.start);
  const label = reading.start > 1 ? null : (layout.leftOf(piece)[0] ?? layout.above(piece, 1)[0]);
  const terms = before.trim() !== '' ? termsOf(before) : label?.isLabel ? label.terms : [];
  return terms.some(
    term =>
      term.known &&
      !term.meanings.some(
        meaning =>
          (aim === 'phone' ? CALLED : PLAIN).has(meaning) || isDocument(meaning) || WRITERS.has(meaning),
      ),
  );
}

/** `$` is the dollar that the document names by its code, where it does. */
function mergeDollars(counts: Map<string, { count: number; certain: boolean }>): void {
  const sign = counts.get('USD');
  const named = ['AUD', 'CAD', 'NZD', 'HKD', 'SGD', 'MXN'].map(code => counts.get(code)).find(Boolean);
  if (!sign || sign.certain || !named) return;
  named.count += sign.count;
  counts.delete('USD');
}

function currency(wanted: Wanted, layout: Layout): Candidate[] {
  const counts = new Map<
    string,
    { count: number; certain: boolean; piece: Piece; start: number; end: number }
  >();
  for (const piece of layout.pieces) {
    for (const { code, certain, start, end } of findCurrencies(piece.text)) {
      if (!/[\d(]/.test(piece.text) && !piece.terms.length && piece.text.length > 12) continue;
      const known = counts.get(code);
      if (known) known.count++;
      else counts.set(code, { count: 1, certain, piece, start, end });
    }
  }
  mergeDollars(counts);
  const [best, next] = [...counts].sort(([, a], [, b]) => b.count - a.count);
  if (!best) return [];
  const [code, { count, certain, piece, start, end }] = best;
  const isClear = !next || next[1].count * 3 <= count;
  const reading = shaped(
    { value: code, start, end, certainty: certain ? 1 : 0.9 },
    piece.text,
    wanted.field,
    'currency',
  );
  if (!reading) return [];
  const score = (isClear ? CURRENCY.only : CURRENCY.most) * reading.certainty;
  return [{ wanted, value: reading.value, places: [{ piece, start, end }], score, match: score }];
}
