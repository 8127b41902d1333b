import type { Aim } from '../values/aims';
import type { Wanted, Wording } from './wanted';
import { isDocument, isOther, isRole, isWriter } from './words/kinds';
import { isThing } from './words/lexicon';
import { kinship, type Term, termOf } from './words/terms';

/** What a value of an aim is known to be by its form, so that its label need not say it. */
export const impliedBy = (aim: Aim): readonly string[] => IMPLIED[aim] ?? [];

const IMPLIED: Readonly<Partial<Record<Aim, readonly string[]>>> = {
  date: ['date'],
  datetime: ['date', 'time'],
  time: ['time'],
  money: ['amount'],
  percent: ['rate'],
  integer: ['number', 'quantity'],
  number: ['amount', 'number'],
  code: ['number'],
  name: ['name'],
  address: ['address'],
  taxNumber: ['number'],
  vatId: ['number', 'tax'],
  iban: ['number', 'account', 'bank'],
  bic: ['number', 'bank'],
  phone: ['number'],
  choice: ['type'],
  boolean: ['allowed', 'consent', 'informed'],
};

/** Labels of more terms than this are sentences. */
export const PROSE_TERMS = 5;

/** What labels say, and how much it counts against them where it was not asked for. */
const BESIDES = {
  qualifier: 0.45,
  document: 0.08,
  thing: 0.15,
  word: 0.1,
  prose: 0.03,
  proseQualifier: 0.12,
};
/** Of the costs above, in a label that names several things. */
const COMPOSITE = 0.3;
const WEIGHTS = { qualifier: 1, document: 0.3, thing: 0.5, implied: 0.2, role: 1 };
/** How far the form of a value stands for what its label does not say, and the document for its own sort. */
const BY_FORM = 0.6;
const BY_DOCUMENT = 0.85;
/** A party that only the heading above tells; one that nothing tells, with and without another that may be meant. */
const ROLE = {
  untoldOther: 0.3,
  byHeading: 0.97,
  untold: 0.85,
  untoldTwin: 0.6,
  other: 0.2,
  ofAnother: 0.85,
};

export interface LabelContext {
  /** Sorts of document that this one is. */
  documents: ReadonlySet<string>;
  /** Whose part of the page the label is in; null where no heading tells. */
  role: string | null;
  /** Words of a sentence, not a label made for the value. */
  isProse: boolean;
  /** Names several things at once: `Postcode / town`. */
  isComposite?: boolean;
}

/** How well a label says what is wanted, 0 to 1. */
export function matchOf(wanted: Wanted, label: readonly Term[], context: LabelContext): number {
  const roles = roleShare(wanted, label, context);
  if (roles.share === 0) return 0;
  let best = 0;
  for (const wording of wanted.wordings) {
    best = Math.max(best, wording.trust * wordingMatch(wanted, wording, label, context, roles.inLabel));
  }
  return best * roles.share;
}

/** Whether a label or the heading above it says whose the value is. */
function roleShare(
  { role, hasTwin }: Wanted,
  label: readonly Term[],
  context: LabelContext,
): { share: number; inLabel: boolean } {
  const told = label.filter(term => term.meanings.some(isRole));
  if (role === null) return { share: context.role === null ? 1 : ROLE.ofAnother, inLabel: false };
  const asked = termOf(role);
  const nearest = Math.max(0, ...told.map(term => kinship(asked, term)));
  if (nearest > 0.5) return { share: nearest, inLabel: true };
  if (told.some(term => term.meanings.every(isRole))) return { share: ROLE.other, inLabel: false };
  if (context.role !== null) {
    const near = kinship(asked, termOf(context.role));
    return { share: near > 0.5 ? ROLE.byHeading * near : ROLE.other, inLabel: false };
  }
  if (isOther(role)) return { share: ROLE.untoldOther, inLabel: false };
  return { share: hasTwin ? ROLE.untoldTwin : ROLE.untold, inLabel: false };
}

function wordingMatch(
  wanted: Wanted,
  { terms }: Wording,
  label: readonly Term[],
  context: LabelContext,
  hasRole: boolean,
): number {
  const implied = impliedBy(wanted.aim);
  const used = new Set<Term>();
  let sum = 0;
  let told = 0;
  if (hasRole || (wanted.role !== null && terms.length === 0)) sum += WEIGHTS.role;
  if (hasRole) told += WEIGHTS.role;
  for (const want of terms) {
    const isImplied = want.meanings.some(meaning => implied.includes(meaning));
    const isNumbered = isImplied && wanted.aim === 'code' && wanted.role !== null;
    const weight = isNumbered ? WEIGHTS.qualifier : weightOf(want, isImplied, context);
    let most = isImplied && (terms.length > 1 || (hasRole && wanted.aim !== 'code')) ? BY_FORM : 0;
    if (!isImplied && weight === WEIGHTS.document) most = BY_DOCUMENT;
    for (const term of label) {
      const share = kinship(want, term);
      if (share > 0.3) used.add(term);
      most = Math.max(most, share);
    }
    sum += weight;
    told += weight * most;
  }
  if (sum === 0) return 0;
  if (terms.length === 0 && !hasRole) return isPersonName(wanted, label) ? BY_FORM + 0.2 : 0;
  return (told / sum) * besides(wanted, label, used, implied, context);
}

/** `Name`, `Surname and first name`: of the only person that the schema asks for. */
const isPersonName = ({ aim, role, hasTwin }: Wanted, label: readonly Term[]): boolean =>
  aim === 'name' &&
  !hasTwin &&
  role !== null &&
  !isWriter(role) &&
  label.length > 0 &&
  label.every(term => term.meanings.some(one => one === 'name' || one === 'first' || one === 'last'));

function weightOf(term: Term, isImplied: boolean, { documents }: LabelContext): number {
  if (isImplied) return WEIGHTS.implied;
  if (term.meanings.some(meaning => documents.has(meaning))) return WEIGHTS.document;
  return term.meanings.every(isThing) ? WEIGHTS.thing : WEIGHTS.qualifier;
}

/** What is left of a match after all that the label says besides. */
function besides(
  wanted: Wanted,
  label: readonly Term[],
  used: ReadonlySet<Term>,
  implied: readonly string[],
  context: LabelContext,
): number {
  let left = 1;
  const share = context.isComposite ? COMPOSITE : 1;
  for (const term of label) {
    if (used.has(term) || term.meanings.some(meaning => implied.includes(meaning))) continue;
    if (term.meanings.some(meaning => wanted.allowed.has(meaning))) continue;
    if (wanted.role !== null && term.meanings.some(isRole)) continue;
    left *= 1 - share * costOf(term, context, wanted.role !== null);
  }
  return left;
}

function costOf(term: Term, { documents, isProse }: LabelContext, isParty: boolean): number {
  // The number of the invoice is not that of the customer.
  if (!isParty && term.meanings.some(meaning => documents.has(meaning))) return BESIDES.document;
  if (!term.known) return isProse ? BESIDES.prose : BESIDES.word;
  if (isProse) return BESIDES.proseQualifier;
  if (term.meanings.every(meaning => isThing(meaning) && !isDocument(meaning))) return BESIDES.thing;
  return BESIDES.qualifier;
}
