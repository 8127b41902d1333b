import { impliedBy } from './match';
import type { Wanted } from './wanted';
import { kinOf, type Term } from './words/terms';

/** Which fields a label may be one of: those that share a meaning with it. A schema may have thousands. */
export class Relevance {
  private readonly byMeaning = new Map<string, Set<Wanted>>();

  /** `documents`: the sorts of document that this is, which labels say without being asked for. */
  constructor(wanted: readonly Wanted[], documents: ReadonlySet<string>) {
    for (const one of wanted) {
      const meanings = one.wordings.flatMap(({ terms }) => terms.flatMap(term => term.meanings));
      const implied = impliedBy(one.aim);
      const isPlain = meanings.every(meaning => implied.includes(meaning) || documents.has(meaning));
      const more = [
        ...(isPlain ? documents : []),
        ...(one.role ? [one.role] : []),
        ...(one.aim === 'name' ? PERSON : []),
      ];
      for (const meaning of [...meanings, ...more]) {
        for (const each of [meaning, ...kinOf(meaning)]) {
          const known = this.byMeaning.get(each);
          if (known) known.add(one);
          else this.byMeaning.set(each, new Set([one]));
        }
      }
    }
  }

  of(terms: readonly Term[]): ReadonlySet<Wanted> {
    const found = new Set<Wanted>();
    for (const { meanings } of terms) {
      for (const meaning of meanings) for (const one of this.byMeaning.get(meaning) ?? []) found.add(one);
    }
    return found;
  }
}

const PERSON = ['name', 'first', 'last'];
