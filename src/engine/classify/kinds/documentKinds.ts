import { commerce } from './commerce';
import { people } from './people';
import { writing } from './writing';

/**
 * A kind of document that people know: what it calls itself, and what such documents say, in English, German, French,
 * Spanish, Italian, Dutch, Portuguese and Polish. A rule that names the kind in one language finds it in the others.
 */
export interface DocumentKind {
  id: string;
  /** The kind of which it is one, whose names such documents often go by: a bill for electricity is an invoice. */
  general?: string;
  /** Separated by `|`. */
  names: string;
  clues: string;
}

export const documentKinds: readonly DocumentKind[] = [...commerce, ...people, ...writing];
