import { groupBy } from '../../../base/groupBy';
import type { Candidate } from './candidate';

/** Net, tax and total that add up are told more surely by so much of what is missing. */
const GAIN = 0.6;
/** Candidates of each part that are looked at. */
const MOST = 30;
const HALF_CENT = 0.0051;

type Part = 'net' | 'tax' | 'total';

const PARTS: Readonly<Record<string, Part>> = {
  net: 'net',
  subtotal: 'net',
  tax: 'tax',
  total: 'total',
  gross: 'total',
  due: 'total',
};

/** Candidates of amounts that belong together (net + tax = total) get a better score than those that do not. */
export function withSums(candidates: readonly Candidate[]): Candidate[] {
  const parts = groupBy(candidates, partOf);
  const [nets = [], taxes = [], totals = []] = [parts.get('net'), parts.get('tax'), parts.get('total')];
  const good = new Set<Candidate>();
  for (const net of nets.slice(0, MOST)) {
    for (const tax of taxes.slice(0, MOST)) {
      for (const total of totals.slice(0, MOST)) {
        const isSum = Math.abs(Number(net.value) + Number(tax.value) - Number(total.value)) < HALF_CENT;
        const isTold = Number(tax.value) !== 0 || net.score + total.score > 1.6;
        if (isSum && isTold && Number(total.value) !== 0) for (const one of [net, tax, total]) good.add(one);
      }
    }
  }
  return candidates.map(one => (good.has(one) ? { ...one, score: one.score + (1 - one.score) * GAIN } : one));
}

function partOf({ wanted, value }: Candidate): Part | undefined {
  if (wanted.aim !== 'money' || typeof value !== 'number') return undefined;
  const meanings = wanted.wordings[0]?.terms.flatMap(term => term.meanings) ?? [];
  const [first] = meanings.flatMap(meaning => PARTS[meaning] ?? []);
  return first;
}
