import type { Scalar } from '../types';
import { findEmails, findPhones, findUrls } from '../values/contacts';
import { findDates } from '../values/dates';
import { noHabits } from '../values/habits';
import type { Candidate, Place } from './candidate';
import type { Context, Party } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import type { Wanted } from './wanted';
import { fold } from './words/fold';
import { isDocument } from './words/kinds';
import { kinship, termOf } from './words/terms';

/** What a line with postcode and town looks like, in the countries of the word lists. */
const POSTAL =
  /(?:^|[\s,·–-])(?:(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}|\d{2}-\d{3}\s+\p{Lu}|\d{4}-\d{3}\s+\p{Lu}|\d{4}\s?[A-Z]{2}\s+\p{Lu})|[\p{L}.]{1,40},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/u;
const LEGAL_FORM =
  /(?:^|\s)(?:g?GmbH|mbH|AG|KG|OHG|UG|e\.\s?[KGV]\.?|eG|Ltd\.?|Limited|LLP|LLC|Inc\.?|Corp\.?|Co\.|PLC|plc|S\.?A\.?S?\.?|SARL|S\.?à\s?r\.?l\.?|EURL|EARL|SCI|S\.?L\.?U?\.?|S\.?[pP]\.?A\.?|S\.?[rR]\.?[lL]\.?|S\.?N\.?C\.?|B\.?V\.?|N\.?V\.?|VOF|Lda\.?|Ltda\.?|Sp\. z o\.o\.|sp\.j\.|S\.C\.|s\.c\.|Oy|AB|ApS|A\/S|株式会社|有限公司)(?=$|[\s,.;·|])/u;

const SCORES = { headedName: 0.88, headedAddress: 0.85, inferredName: 0.72, inferredAddress: 0.66 };
/** Roles that stand for who writes a document, and for whom it is written. */
const ISSUERS: ReadonlySet<string> = new Set([
  'supplier',
  'sender',
  'bank',
  'employer',
  'hospital',
  'provider',
  'insurer',
]);
/** An order is written by who buys. */
const BUYERS: ReadonlySet<string> = new Set(['customer', 'sender']);
const SELLERS: ReadonlySet<string> = new Set(['supplier', 'recipient']);
const RECIPIENTS = new Set([
  'customer',
  'recipient',
  'holder',
  'employee',
  'payer',
  'tenant',
  'patient',
  'guest',
]);

/** Values that are a party's: its name, the address below it. */
export function fromParties(wanted: Wanted, { parties, inferred, documents }: Context): Candidate[] {
  const { role } = wanted;
  if (role === null) return [];
  const asked = termOf(role);
  const own = parties.flatMap(party => {
    const near = kinship(asked, termOf(party.role));
    return near > 0.5
      ? valuesOf(wanted, party.lines, near * SCORES.headedName, near * SCORES.headedAddress)
      : [];
  });
  if (own.length > 0) return own;
  const isOrder = isOrderOnly(documents);
  const block = (isOrder ? BUYERS : ISSUERS).has(role)
    ? inferred.issuer
    : (isOrder ? SELLERS : RECIPIENTS).has(role)
      ? inferred.recipient
      : null;
  return block
    ? valuesOf(
        wanted,
        block.lines,
        block.certainty * SCORES.inferredName,
        block.certainty * SCORES.inferredAddress,
      )
    : [];
}

/** A purchase order, and nothing that follows one. */
export const isOrderOnly = (documents: ReadonlySet<string>): boolean =>
  (documents.has('purchaseOrder') || documents.has('order')) &&
  !['invoice', 'deliveryNote', 'receipt'].some(one => documents.has(one));

function valuesOf(
  wanted: Wanted,
  lines: readonly Piece[],
  nameScore: number,
  addressScore: number,
): Candidate[] {
  const meanings = new Set(wanted.wordings[0]?.terms.flatMap(term => term.meanings) ?? []);
  const first = lines[0];
  if (!first) return [];
  if (wanted.aim === 'name' && [...meanings].every(meaning => meaning === 'name' || isDocument(meaning))) {
    const address = partOfLine(first);
    const name = { piece: first, start: 0, end: address ? address.start - 2 : first.text.length };
    return isName(textOf(name)) ? [candidate(wanted, [name], nameScore, textOf(name))] : [];
  }
  if (wanted.aim === 'address' && !meanings.has('street')) {
    const address = addressOf(lines);
    return address.length > 0
      ? [candidate(wanted, address, addressScore, address.map(textOf).join(', '))]
      : [];
  }
  return [];
}

/** What a line with street and house number looks like. */
const STREET =
  /^(?:\d{1,5}\s?[a-z]?,?\s+\p{L}{2}|\p{L}[\p{L}'’. -]{2,40},?\s\d{1,5}\s?[a-zA-Z]?(?=$|[\s,/]))/u;

/** The lines below the name with street and town, or the one line that has both. */
function addressOf(lines: readonly Piece[]): Place[] {
  const inside = partOfLine(lines[0]);
  if (inside) return [inside];
  const rest = lines.slice(1, 7).filter(line => !line.isLabel && !/[@:：]/.test(line.text));
  const street = rest.findIndex(line => STREET.test(line.text.trim()) && findPhones(line.text).length === 0);
  const postal = rest.findIndex(line => POSTAL.test(line.text));
  if (street < 0) return [];
  return rest.slice(street, postal >= street && postal <= street + 2 ? postal + 1 : street + 1).map(whole);
}

/** `Muster GmbH, Hauptstraße 1, 12345 Ort`: what stands behind the name. */
function partOfLine(line: Piece | undefined): Place | null {
  const comma = line?.text.search(/[,·|•]\s/) ?? -1;
  if (!line || comma < 0) return null;
  const start = comma + 2;
  return POSTAL.test(line.text.slice(start)) && /\d/.test(line.text)
    ? { piece: line, start, end: line.text.length }
    : null;
}

const whole = (piece: Piece): Place => ({ piece, start: 0, end: piece.text.length });
const textOf = ({ piece, start, end }: Place): string => piece.text.slice(start, end).trim();

const candidate = (wanted: Wanted, places: readonly Place[], score: number, value: Scalar): Candidate => ({
  wanted,
  value,
  places,
  score,
  match: score,
});

export interface InferredBlock {
  lines: readonly Piece[];
  /** 0 to 1. */
  certainty: number;
}

/** Who writes and for whom, where no heading tells: by the letterhead and the address window. */
export interface Inferred {
  issuer: InferredBlock | null;
  recipient: InferredBlock | null;
}

export function inferParties(layout: Layout, parties: readonly Party[]): Inferred {
  const taken = new Set(parties.flatMap(party => party.lines));
  const first = layout.document.pages[0]?.number;
  if (first === undefined) return { issuer: null, recipient: null };
  const pieces = layout.on(first);
  const issuer = issuerIn(layout, pieces, taken);
  const recipient = recipientIn(
    layout,
    pieces,
    new Set([...taken, ...(issuer?.lines ?? [])]),
    issuer?.lines[0]?.text ?? '',
  );
  return { issuer, recipient };
}

/** The name at the head of the page: large, first, of a company, or like the domain of the document's e-mail address. */
function issuerIn(layout: Layout, pieces: readonly Piece[], taken: ReadonlySet<Piece>): InferredBlock | null {
  const domains = domainsOf(layout, taken);
  const height = Math.max(1, ...pieces.map(piece => piece.box.y + piece.box.h));
  const usual = layout.heightOn(pieces[0]?.page ?? 1);
  const ranked = pieces
    .filter(
      piece =>
        !taken.has(piece) &&
        isName(piece.text) &&
        !piece.isLabel &&
        !isTitle(piece) &&
        !isInRow(layout, piece) &&
        !HONORIFIC.test(piece.text) &&
        !isSentence(piece.text),
    )
    .map((piece, i) => {
      const name = nameBefore(piece.text);
      let points = 0;
      if (piece.box.y < 0.2 * height) points += 1.5;
      if (piece.box.y < 0.35 * height) points += 0.5;
      if (i === 0) points += 1;
      if (piece.box.h > 1.2 * usual) points += Math.min(2, piece.box.h / usual);
      if (LEGAL_FORM.test(name)) points += 1.5;
      if (domains.some(domain => resembles(name, domain))) points += 2;
      if (name.split(' ').length > 7 || /[!?,]$/.test(name)) points -= 3;
      return { piece, name, points };
    })
    .sort((a, b) => b.points - a.points);
  const [best] = ranked;
  if (!best || best.points < 2) return null;
  const certainty = Math.min(
    1.15,
    0.75 +
      0.1 * best.points -
      (ranked.some(
        other => other !== best && fold(other.name) !== fold(best.name) && other.points > best.points - 0.6,
      )
        ? 0.2
        : 0),
  );
  const full = LEGAL_FORM.test(best.name) ? best.name : (fullName(layout, best.name) ?? best.name);
  const lines = [{ ...best.piece, text: full }, ...layout.blockFrom(best.piece).slice(1)];
  return { lines, certainty };
}

/** In a table, or beside a label. */
const isInRow = (layout: Layout, piece: Piece): boolean => {
  const left = layout.leftOf(piece);
  const isBesideLabel =
    left[0]?.isLabel === true && !left[0].terms.some(term => term.meanings.some(isDocument));
  return left.length + layout.rightOf(piece).length > 2 || isBesideLabel;
};

const HONORIFIC =
  /^(?:mr|mrs|ms|miss|mme|m\.|mlle|herrn?|frau|sig|sig\.ra|sr|sra|d\.|dhr|mevr|pan|pani)\.?\s/i;

/** Where the name ends in a text that goes on with the address. */
export function nameEnd(text: string): number {
  const comma = text.search(/[,·|•]\s/);
  if (comma > 0 && POSTAL.test(text.slice(comma + 1).slice(0, 200))) return comma;
  // `Jane Doe (mother), tel. 555 0100`, `Jane Doe, residing in Leeds`.
  const more = text.search(/\s\(|,\s+\p{Ll}/u);
  return more > 2 ? more : text.length;
}

/** Words that begin with a small letter, as in a sentence or a title, but for those within names. */
const isSentence = (text: string): boolean => {
  const words = text
    .split(/\s+/)
    .filter(
      word =>
        /^\p{L}{2}/u.test(word) &&
        !/^(?:und|and|et|y|e|i|de|der|die|das|des|du|da|do|dos|das|del|di|van|von|la|le|los|en|zum|zur|am|im)$/i.test(
          word,
        ),
    );
  return words.length >= 3 && 2 * words.filter(word => /^\p{Ll}/u.test(word)).length > words.length;
};

/** The same name with its legal form, as small print has it. */
function fullName(layout: Layout, name: string): string | undefined {
  const [first = ''] = fold(name).split(' ');
  if (first.length < 4) return undefined;
  return layout.pieces
    .map(piece => nameBefore(piece.text))
    .find(
      text =>
        text.length <= 60 && fold(text).startsWith(first) && LEGAL_FORM.test(text) && !/[:,;]/.test(text),
    );
}

/** `Muster GmbH · Hauptstraße 1 · 12345 Musterstadt` is a name with its address. */
const nameBefore = (text: string): string => (text.split(/\s*[·|•]\s*|\s+[–—*-]\s+/)[0] ?? text).trim();

function domainsOf(layout: Layout, taken: ReadonlySet<Piece>): string[] {
  return layout.pieces.flatMap(piece =>
    taken.has(piece) || !/[@.]/.test(piece.text)
      ? []
      : [...findEmails(piece.text), ...findUrls(piece.text)].map(
          ({ value }) => value.replace(/^.*@|^https?:\/\/|^www\./g, '').split('/')[0] ?? '',
        ),
  );
}

function resembles(name: string, domain: string): boolean {
  const letters = fold(domain.split('.')[0] ?? '').replace(/[^a-z]/g, '');
  const words = fold(name)
    .split(/[^a-z]+/)
    .filter(word => word.length >= 4);
  return letters.length >= 4 && words.some(word => letters.includes(word) || word.includes(letters));
}

const isTitle = ({ terms, text }: Piece): boolean =>
  terms.length > 0 &&
  (2 * terms.filter(term => term.known).length > terms.length ||
    terms.some(term => term.meanings.some(isDocument))) &&
  !LEGAL_FORM.test(text);

/** Letters, few digits, no contact data: may be the name of somebody. */
function isName(text: string): boolean {
  const value = text.trim();
  const digits = value.replace(/\D/g, '').length;
  return (
    value.length >= 3 &&
    value.length <= 80 &&
    /\p{L}{2}/u.test(value) &&
    /^[\p{Lu}\p{Lo}\d"'„“]/u.test(value) &&
    digits <= value.length / 4 &&
    !/[:：@]|https?|www\.|[,;!?]$|[。、]/.test(value) &&
    !/(?:御中|様)$/.test(value) &&
    !POSTAL.test(value) &&
    findDates(value, noHabits).length === 0 &&
    findPhones(value).length === 0
  );
}

/** Lines that end with postcode and town, in the upper half of the page, below no label. */
/** Stands alone in the line before the name. */
const SALUTATION =
  /^(?:an|aan|to|à|für|per|dla|para|herrn?|frau|firma|familie|eheleute|fa\.|mr\.?|mrs\.?|ms\.?|monsieur|madame|spett\.?\s?le|messrs\.?|sr\.?|sra\.?|dhr\.?|mevr\.?|sz\.\s?p\.?|pan|pani)$/i;

/** `株式会社みどり商店 御中`: to the company of that name. */
function addressed(pieces: readonly Piece[]): InferredBlock | null {
  for (const piece of pieces) {
    const name = /^(\S.{1,60}?)\s*(?:御中|様)$/.exec(piece.text.trim())?.[1];
    if (name) return { lines: [{ ...piece, text: name }], certainty: 1.1 };
  }
  return null;
}

function recipientIn(
  layout: Layout,
  pieces: readonly Piece[],
  taken: ReadonlySet<Piece>,
  issuer: string,
): InferredBlock | null {
  const height = Math.max(1, ...pieces.map(piece => piece.box.y + piece.box.h));
  const named = addressed(pieces);
  if (named) return named;
  for (const postal of pieces) {
    if (postal.box.y > 0.55 * height) break;
    if (!POSTAL.test(postal.text) || taken.has(postal) || /[·|•]|\s[–—]\s/.test(postal.text)) continue;
    const lines = linesAbove(layout, postal).filter(line => !SALUTATION.test(line.text.trim()));
    const first = lines[0];
    if (
      lines.length < 3 ||
      !first ||
      lines.some(
        line =>
          layout.leftOf(line)[0]?.isLabel || taken.has(line) || line.isLabel || /[:：@]/.test(line.text),
      )
    )
      continue;
    if (!isName(first.text) || (issuer !== '' && fold(first.text).includes(fold(issuer)))) continue;
    return { lines, certainty: 1.1 };
  }
  return null;
}

function linesAbove(layout: Layout, last: Piece): Piece[] {
  const lines = [last];
  while (lines.length < 7) {
    const top = lines[0] ?? last;
    const next = layout
      .above(top, 1.1)
      .find(piece => Math.abs(piece.box.x - last.box.x) < layout.heightOn(last.page));
    if (!next || /[·|•]/.test(next.text) || next.box.h < 0.8 * last.box.h) break;
    lines.unshift(next);
  }
  return lines;
}
