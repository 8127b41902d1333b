import type { Field, ObjectField, ScalarField } from '../types';
import type { Aim } from '../values/aims';
import { aimFor } from '../values/readScalar';
import { isDocument, isOther, isRole, isWriter } from './words/kinds';
import { isThing } from './words/lexicon';
import { spaced, type Term, termsOf } from './words/terms';

/** One way of saying what a field is: its name, its title, or its description. */
export interface Wording {
  terms: readonly Term[];
  /** 0 to 1: how much it is to be trusted. */
  trust: number;
}

/** A field of its own, or in a nested object, that is to be filled with one value. */
export interface Wanted {
  field: ScalarField;
  /** Names from the root on, as a key. */
  path: string;
  aim: Aim;
  /** Whose it is: `customer`, `supplier` and the like; null where that is not told. */
  role: string | null;
  wordings: readonly Wording[];
  /** All meanings of name, title, description and parents: what a label may say besides. */
  allowed: ReadonlySet<string>;
  /** Whether another field says the same of another party. */
  hasTwin: boolean;
}

const MOST_DESCRIPTION_TERMS = 8;
const DESCRIPTION_TRUST = 0.85;

/** All single values of a schema but those in arrays. */
export function wantedOf(root: ObjectField): Wanted[] {
  const all = inObject(root, { path: '', role: null, terms: [] });
  const roles = new Map<string, Set<string | null>>();

  const keyOf = ({ wordings, aim }: Wanted): string => `${aim} ${leaf(wordings[0]?.terms ?? [])}`;
  for (const one of all) {
    const key = keyOf(one);
    // Of whom nothing but the role is asked, the writer and the reader are not taken for each other.
    const isAlone = one.wordings[0]?.terms.length === 0 && one.role !== null && isWriter(one.role);
    if (!isAlone) roles.set(key, (roles.get(key) ?? new Set()).add(one.role));
  }
  return all.map(one => ({ ...one, hasTwin: (roles.get(keyOf(one))?.size ?? 0) > 1 }));
}

const leaf = (terms: readonly Term[]): string =>
  terms
    .map(term => term.meanings.join('|'))
    .sort()
    .join(' ');

interface Parent {
  path: string;
  role: string | null;
  terms: readonly Term[];
}

function inObject(object: ObjectField, parent: Parent): Wanted[] {
  return object.fields.flatMap((field): Wanted[] => {
    const path = `${parent.path}/${field.name}`;
    if (field.kind === 'scalar') return [wantedScalar(field, path, parent)];
    if (field.kind === 'array') return [];
    const terms = naming(field);
    return inObject(field, {
      path,
      role: roleIn(terms) ?? parent.role ?? roleIn(termsOf(field.description)),
      terms,
    });
  });
}

const naming = (field: Field): Term[] => termsOf(`${spaced(field.name)} ${spaced(field.title)}`);

export const roleIn = (terms: readonly Term[]): string | null => {
  const roles = terms.flatMap(term => term.meanings).filter(isRole);
  // An emergency contact is no contact of a company.
  return roles.find(isOther) ?? roles[0] ?? null;
};

const PARTY_AIMS: ReadonlySet<Aim> = new Set<Aim>(['name', 'address', 'phone', 'email', 'text', 'url']);
/** Says whose a name or an address is, but of a date or a number only which of several. */
const SOFT_ROLES: ReadonlySet<string> = new Set(
  'delivery shipping bank contact requested approved receivedBy insurer carrier'.split(' '),
);

function ownRole(aim: Aim, terms: readonly Term[]): string | null {
  const role = roleIn(terms);
  return role !== null && SOFT_ROLES.has(role) && !PARTY_AIMS.has(aim) ? null : role;
}

function wantedScalar(field: ScalarField, path: string, parent: Parent): Wanted {
  const named = termsOf(spaced(field.name));
  const titled = field.title ? termsOf(spaced(field.title)) : [];
  const described = termsOf(field.description).slice(0, 2 * MOST_DESCRIPTION_TERMS);
  const aim = aimFor(field);
  const own = parent.role !== null && isOther(parent.role) ? null : ownRole(aim, [...named, ...titled]);
  const soft = parent.terms.filter(term => !term.meanings.some(isRole));
  const wordings = [named, titled]
    .filter(terms => terms.length > 0)
    .map(terms => ({ terms: withParent(own === null ? terms : withoutRole(terms), soft), trust: 1 }));
  if (described.length > 0 && described.length <= MOST_DESCRIPTION_TERMS) {
    wordings.push({
      terms: own === null && !PARTY_AIMS.has(aim) ? described : withoutRole(described),
      trust: DESCRIPTION_TRUST,
    });
  }
  return {
    field,
    path,
    aim,
    role: own ?? parent.role ?? (aim === 'name' || aim === 'address' ? roleIn(described) : null),
    wordings,
    allowed: new Set([...named, ...titled, ...described, ...parent.terms].flatMap(term => term.meanings)),
    hasTwin: false,
  };
}

const withoutRole = (terms: readonly Term[]): Term[] =>
  terms.filter(
    term =>
      !term.meanings.some(isRole) || term.meanings.every(meaning => isThing(meaning) || isDocument(meaning)),
  );

/** Says nothing of which: a number, a date, a name. */
const HEADS: ReadonlySet<string> = new Set(
  'number date time amount name type status title description total price period note value'.split(' '),
);

/** `number` within `invoice` is the number of the invoice; `tax_rate` within `totals` says all itself. */
const withParent = (terms: readonly Term[], parent: readonly Term[]): readonly Term[] =>
  terms.length > 0 && terms.every(term => term.meanings.some(meaning => HEADS.has(meaning)))
    ? [...parent.slice(0, 3), ...terms]
    : terms;
