import type { ObjectField } from '../types';
import { type Inferred, inferParties } from './inferredParties';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { isOrderOnly } from './parties';
import { roleIn } from './wanted';
import { isDocument, isOther, isRole } from './words/kinds';
import { isThing } from './words/lexicon';
import { spaced, termsOf } from './words/terms';

/** A heading is larger than the other lines by so much. */
const LARGER = 1.15;
const MOST_HEADING_TERMS = 5;

/** Lines that belong to one party, below or beside the heading that names it. */
export interface Party {
  role: string;
  heading: Piece;
  lines: readonly Piece[];
}

/** What the places of pieces tell of them. */
export interface Context {
  /** Sorts of document that this one is, by its own title and that of the schema. */
  documents: ReadonlySet<string>;
  parties: readonly Party[];
  inferred: Inferred;
  /** Whose the piece is; null where no heading tells. */
  roleOf(piece: Piece): string | null;
}

export function contextOf(layout: Layout, root: ObjectField): Context {
  const parties = partiesOf(layout);
  const documents = documentsOf(layout, root);
  const inferred = inferParties(layout, parties);
  const roles = inferredRoles(layout, inferred, isOrderOnly(documents));
  for (const [piece, role] of sectionRoles(layout)) roles.set(piece, role);
  for (const party of parties) for (const line of party.lines) roles.set(line, party.role);
  return {
    documents,
    parties,
    inferred,
    roleOf: piece => roles.get(piece) ?? null,
  };
}

/** What stands in the foot of a page is its writer's, as is what stands below its name. */
const FOOT = 0.86;
const MOST_CONTACT_LINES = 4;
const MOST_ISSUER_LINES = 6;

function inferredRoles(
  layout: Layout,
  { issuer, recipient }: Inferred,
  isOrder: boolean,
): Map<Piece, string> {
  const [writer, reader] = isOrder ? ['customer', 'supplier'] : ['supplier', 'customer'];
  const roles = new Map<Piece, string>();
  for (const page of layout.document.pages) {
    for (const piece of layout.on(page.number)) {
      if (page.height > 0 && piece.box.y > FOOT * page.height) roles.set(piece, writer);
    }
  }
  const last = recipient?.lines.at(-1);
  const contacts = last ? layout.blockFrom(last).slice(1, MOST_CONTACT_LINES) : [];
  for (const line of [...(recipient?.lines ?? []), ...contacts]) roles.set(line, reader);
  for (const line of (issuer?.lines ?? []).slice(0, MOST_ISSUER_LINES)) {
    if (line.isLabel || layout.rightOf(line).length > 0 || isOfAnotherKind(line)) break;
    roles.set(line, writer);
  }
  return roles;
}

function documentsOf(layout: Layout, root: ObjectField): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string): void => {
    for (const term of termsOf(text))
      for (const meaning of term.meanings) if (isDocument(meaning)) found.add(meaning);
  };
  add(`${spaced(root.name)} ${spaced(root.title)} ${root.description.slice(0, 200)}`);
  const first = layout.document.pages[0]?.number ?? 1;
  const height = layout.heightOn(first);
  for (const piece of layout.on(first).slice(0, 60)) {
    const isTitle = piece.box.h >= LARGER * height || piece.text === piece.text.toUpperCase();
    if (isTitle && piece.terms.length <= 4 && !/\d/.test(piece.text)) add(piece.text);
  }
  if (found.has('purchaseOrder')) found.add('order');
  return found;
}

/** Names a party and nothing else: `Bill to`, `Rechnungsempfänger:`, `Landlord details`. */
export function isPartyHeading(piece: Piece): boolean {
  const { terms } = piece;
  if (!piece.isLabel || terms.length === 0 || terms.length > MOST_HEADING_TERMS) return false;
  if (terms.some(term => term.meanings.some(isOther))) return true;
  return (
    terms.some(term => term.meanings.some(isRole)) &&
    terms.every(
      term =>
        !term.known ||
        term.meanings.some(
          one =>
            isRole(one) ||
            one === 'address' ||
            isDocument(one) ||
            one === 'description' ||
            one === 'personalData',
        ),
    )
  );
}

function partiesOf(layout: Layout): Party[] {
  return layout.pieces.filter(isPartyHeading).flatMap((heading): Party[] => {
    const role = roleIn(heading.terms);
    if (role === null) return [];
    const first = firstLine(layout, heading);
    if (!first) return [];
    const lines: Piece[] = [];
    for (const line of layout.blockFrom(first)) {
      if (line.isLabel || isOfAnotherKind(line) || (lines.length > 0 && layout.leftOf(line)[0]?.isLabel))
        break;
      lines.push(line);
    }
    return lines.length > 0 ? [{ role, heading, lines }] : [];
  });
}

/** What is told of a party with labels of their own. */
const OF_PARTIES: ReadonlySet<string> = new Set(
  (
    'name first last phone mobile fax email url address street house postcode city region country taxId taxNumber contact insurer plate ' +
    'registration number account iban bic bank birth nationality'
  ).split(' '),
);

/** `Start date: 1 May` after the lines of a party is about another thing. */
function isOfAnotherKind(line: Piece): boolean {
  const label = /^([^:：]{2,50})[:：]/.exec(line.text)?.[1];
  const known = label ? termsOf(label).filter(term => term.known) : [];
  return (
    known.length > 0 && !known.some(term => term.meanings.some(one => OF_PARTIES.has(one) || isRole(one)))
  );
}

/** Beside the heading in its row, else below it. */
function firstLine(layout: Layout, heading: Piece): Piece | undefined {
  const right = layout.rightOf(heading)[0];
  const below = layout
    .below(heading, 1.8)
    .find(piece => Math.abs(piece.box.x - heading.box.x) < 2 * heading.box.h);
  if (below && !below.isLabel) return below;
  return right && !right.isLabel && !isPartyHeading(right) ? right : below;
}

/** Sections of forms: all below a heading that stands alone, until the next. */
function* sectionRoles(layout: Layout): Iterable<[Piece, string]> {
  let role: string | null = null;
  for (const piece of layout.pieces) {
    if (piece.order > 3 && isSectionHeading(layout, piece))
      role = isPartyHeading(piece) ? roleIn(piece.terms) : null;
    else if (role !== null) yield [piece, role];
  }
}

function isSectionHeading(layout: Layout, piece: Piece): boolean {
  if (piece.terms.length === 0 || piece.terms.length > MOST_HEADING_TERMS || /[:：]$/.test(piece.text))
    return false;
  const isLarge = piece.box.h >= LARGER * layout.heightOn(piece.page);
  const isNumbered = /^(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]\s/.test(piece.text);
  const isUpper = piece.text === piece.text.toUpperCase() && /\p{Lu}{4}/u.test(piece.text);
  if (!isLarge && !isNumbered && !isUpper) return false;
  const isAlone = layout.rightOf(piece).length === 0 && layout.leftOf(piece).length === 0;
  return isAlone && (isNumbered || piece.terms.some(term => term.meanings.some(one => !isThing(one))));
}
