import { findEmails, findUrls } from '../values/contacts';
import type { Party } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { isName, isSentence, LEGAL_FORM, POSTAL } from './names';
import { fold } from './words/fold';
import { isDocument } from './words/kinds';

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

/** Lines that end with postcode and town, in the upper half of the page, below no label. */
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
