import { fold } from '../rules/words/fold';
import type { Term } from '../rules/words/terms';

const LONGEST = 48;
const MOST_WORDS = 6;

/**
 * The name of a property for a label: in English where all its words are known, so that documents of several languages
 * have the same, else the label's own words. Null where it has no letters that a name is made of.
 */
export function propertyName(label: string, terms: readonly Term[]): string | null {
  const known = terms.length > 0 && terms.length <= MOST_WORDS && terms.every(term => term.known);
  const meant = terms.map(meaningOf);
  const words = known ? meant.filter((word, at) => word !== meant[at - 1]) : ownWords(label);
  const name = words.join('_').slice(0, LONGEST).replace(/_+$/, '');
  return /[a-z]/.test(name) ? name : null;
}

/** Of several meanings, the one that the label says in English itself. */
const meaningOf = ({ meanings, text }: Term): string => {
  const names = meanings.map(snake);
  return names.find(name => name.replaceAll('_', ' ') === text) ?? names[0] ?? '';
};

export const snake = (meaning: string): string => meaning.replace(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase();

const ownWords = (label: string): string[] => (fold(label).match(/[a-z0-9]+/g) ?? []).slice(0, MOST_WORDS);

/** Meanings that are no names by themselves. */
const full: Readonly<Record<string, string>> = {
  ...{
    first: 'first_name',
    last: 'last_name',
    middle: 'middle_name',
    method: 'payment_method',
    emergency: 'emergency_contact',
  },
  ...{ holder: 'account_holder', contact: 'contact_person', url: 'website' },
};
const amounts: ReadonlySet<string> = new Set(['net', 'gross', 'due', 'tax', 'cash', 'card', 'paid']);

/** The name with what its value is, where the label leaves that out: `due` of a day is `due_date`. */
export function fullName(name: string, isDate: boolean, isNumber: boolean): string {
  if (isDate) return /date|day|birth|since|until|start|end|from|to$/.test(name) ? name : `${name}_date`;
  if (isNumber && amounts.has(name)) return `${name}_amount`;
  return full[name] ?? name;
}
