import { type DocumentKind, documentKinds } from './kinds/documentKinds';
import { emptyStems, negations, weakStems } from './words/commonWords';
import { wordsOf, wordsOfName } from './words/stems';

/** `name`: what a document calls itself. `clue`: what documents of a known kind say. `description`: the rule's own words. */
export type TermRole = 'name' | 'clue' | 'description';

/** Words that are looked for in a document one after the other. */
export interface Term {
  /** The stems with a blank between them. */
  key: string;
  role: TermRole;
  /** How much a find counts, before it is known how rare the term is. */
  weight: number;
}

/** What documents are compared with: a rule, or a kind that no rule asks for. */
export interface Candidate {
  /** Null for a kind that no rule asks for: a document of it fits no rule. */
  type: string | null;
  /** A name that people know it by. */
  label: string;
  /** Each key once for each role. */
  terms: readonly Term[];
  /** Kinds whose words it takes over. */
  kinds: ReadonlySet<string>;
  /** "Anything else": what fits no other rule. */
  isRest: boolean;
}

/** A rule as the API has it. */
export interface Rule {
  type: string;
  description: string;
}

interface KindTerms {
  kind: DocumentKind;
  names: ReadonlySet<string>;
  clues: ReadonlySet<string>;
}

/** Words of a rule's own against those of the kind that it only mentions, and names of the kind that its kind is one of. */
const mentioned = 0.6;
const ofGeneral = 0.85;
const weakWeight = 0.25;
const restNames =
  /^(?:others?|misc(?:ellaneous)?|unknown|none|rest|else|sonstige[sr]?|andere[sr]?|autres?|otros?|altr[oi]|overige?|outros?|inne)$/i;

let kindTerms: readonly KindTerms[] | undefined;

/** The rules, and the kinds that none of them asks for. */
export function candidatesOf(rules: readonly Rule[]): Candidate[] {
  const known = knownKinds();
  const asked = rules.map(rule => candidateOf(rule, known));
  const claimed = new Set(asked.flatMap(({ kinds }) => [...kinds]));
  const unasked = known.filter(({ kind }) => !claimed.has(kind.id));
  return [...asked, ...unasked.map(kindCandidate)];
}

function knownKinds(): readonly KindTerms[] {
  kindTerms ??= documentKinds.map(kind => ({
    kind,
    names: keysOf(kind.names),
    clues: new Set([...keysOf(kind.clues)].filter(key => !emptyStems.has(key))),
  }));
  return kindTerms;
}

const keysOf = (list: string): ReadonlySet<string> => new Set(list.split('|').map(keyOf));
const keyOf = (text: string): string =>
  wordsOf(text)
    .map(({ stem }) => stem)
    .join(' ');

function kindCandidate({ kind, names, clues }: KindTerms): Candidate {
  const terms = [...termsOf(names, 'name', 1), ...termsOf(clues, 'clue', 1)];
  const label = kind.names.split('|')[0] ?? kind.id;
  return { type: null, label, terms, kinds: new Set([kind.id]), isRest: false };
}

function candidateOf({ type, description }: Rule, known: readonly KindTerms[]): Candidate {
  const name = wordsOfName(type).map(({ stem }) => stem);
  const { wanted, unwanted } = clausesOf(description);
  const kinds = kindsMeant(name, wanted, known);
  const terms = new Terms();
  terms.add([name.join(' ')], 'name', 1);
  // "hotel_invoice": each word of it counts for something.
  if (name.length > 1) terms.add(name.filter(isTelling), 'description', 1);
  for (const { kind, weight } of kinds) {
    terms.add(kind.names, 'name', weight);
    terms.add(kind.clues, 'clue', weight);
    const general = known.find(other => other.kind.id === kind.kind.general);
    if (general) terms.add(general.names, 'name', weight * ofGeneral);
  }
  for (const clause of wanted) {
    for (const [place, stem] of clause.entries()) {
      if (!isTelling(stem)) continue;
      terms.add([stem], 'description', weakStems.has(stem) ? weakWeight : 1);
      const next = clause[place + 1];
      if (next !== undefined && isTelling(next)) terms.add([`${stem} ${next}`], 'description', 1);
    }
  }
  terms.remove(unwanted.flat());
  const meant = new Set(kinds.map(({ kind }) => kind.kind.id));
  return { type, label: type, terms: terms.list, kinds: meant, isRest: restNames.test(type) };
}

const isTelling = (stem: string): boolean => stem.length > 1 && !emptyStems.has(stem);

/** The kinds that a rule's type names or, where it names none, its description does; the first is the one it is about. */
function kindsMeant(
  name: readonly string[],
  clauses: readonly (readonly string[])[],
  known: readonly KindTerms[],
): { kind: KindTerms; weight: number }[] {
  const named = kindsNamed(name, clauses, known);
  if (named.length > 0) return named.map(kind => ({ kind, weight: 1 }));
  return longest(known, clauses).map(kind => ({ kind, weight: mentioned }));
}

/**
 * By the whole name of a kind, or by a part of it: "claim" for "insurance claim". Where several kinds have that part, the
 * one counts whose words the description has more of.
 */
function kindsNamed(
  name: readonly string[],
  clauses: readonly (readonly string[])[],
  known: readonly KindTerms[],
): KindTerms[] {
  const whole = longest(known, [name]);
  if (whole.length > 0) return whole;
  const phrase = ` ${name.join(' ')} `;
  const said = clauses.flat().filter(isTelling);
  const [best, next] = known
    .filter(({ names }) => [...names].some(key => ` ${key} `.includes(phrase)))
    .map(kind => {
      const words = new Set([...kind.names, ...kind.clues].flatMap(key => key.split(' ')));
      return { kind, common: said.filter(stem => words.has(stem)).length };
    })
    .sort((a, b) => b.common - a.common);
  return best && best.common > (next?.common ?? -1) ? [best.kind] : [];
}

/** The kinds whose names stand in the texts, but not only as a part of a longer name: a "credit note" is no "note". */
function longest(known: readonly KindTerms[], texts: readonly (readonly string[])[]): KindTerms[] {
  const found: { kind: KindTerms; key: string }[] = [];
  for (const stems of texts) {
    const text = ` ${stems.join(' ')} `;
    for (const kind of known) {
      for (const key of kind.names) if (text.includes(` ${key} `)) found.push({ kind, key });
    }
  }
  const isPart = (key: string) =>
    found.some(other => other.key !== key && ` ${other.key} `.includes(` ${key} `));
  return [...new Set(found.filter(({ key }) => !isPart(key)).map(({ kind }) => kind))];
}

/** The clauses of a description as stems: what is meant, and what follows a "not" or "except". */
function clausesOf(description: string): { wanted: string[][]; unwanted: string[][] } {
  const wanted: string[][] = [];
  const unwanted: string[][] = [];
  for (const clause of description.split(/[.,;:!?()\n]|\b(?:but|sondern|mais|pero|ma|maar|mas|ale)\b/u)) {
    const stems = wordsOf(clause).map(({ stem }) => stem);
    const not = stems.findIndex(stem => negations.has(stem));
    wanted.push(not < 0 ? stems : stems.slice(0, not));
    if (not >= 0) unwanted.push(stems.slice(not + 1).filter(isTelling));
  }
  return { wanted, unwanted };
}

function termsOf(keys: Iterable<string>, role: TermRole, weight: number): Term[] {
  return Array.from(keys, key => ({ key, role, weight }));
}

/** Terms of one candidate: of two with the same words and role, the weightier counts. */
class Terms {
  private readonly byKey = new Map<string, Term>();

  get list(): readonly Term[] {
    return [...this.byKey.values()];
  }

  add(keys: Iterable<string>, role: TermRole, weight: number): void {
    for (const term of termsOf(keys, role, weight)) {
      const at = `${role} ${term.key}`;
      if (term.key !== '' && weight > (this.byKey.get(at)?.weight ?? 0)) this.byKey.set(at, term);
    }
  }

  remove(keys: Iterable<string>): void {
    for (const key of keys) this.byKey.delete(`description ${key}`);
  }
}
