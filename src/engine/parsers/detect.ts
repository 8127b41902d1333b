import { extname } from 'node:path';
import { EXTENSIONS_BY_FAMILY } from '../../protocol/supportedExtensions';
import { isProtectedOle, isZip, oleHasStream } from './containers';
import { failures } from './failures';
import type { Inspection } from './types';

type Family = Inspection['format'];

/** What a document is, judged by its bytes where they are certain and by its extension else. */
export interface Detected {
  format: Family;
  /** Extension that the bytes call for (with dot, lower case); tells Office and image formats apart. */
  extension: string;
  /** Sentence for a person when the name says something else than the bytes. */
  warning: string | null;
}

interface Signature {
  format: Family;
  extension: string;
  /** With article, for sentences. */
  noun: string;
  found: (bytes: Buffer, extension: string) => boolean;
}

const starts = (bytes: Buffer, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte);
const ascii = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

/** Formats that their first bytes give away. A PDF may have up to 1,024 bytes of noise before its header. */
const SIGNATURES: readonly Signature[] = [
  {
    format: 'image',
    extension: '.png',
    noun: 'a PNG image',
    found: b => starts(b, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a),
  },
  { format: 'image', extension: '.jpg', noun: 'a JPEG image', found: b => starts(b, 0xff, 0xd8, 0xff) },
  { format: 'image', extension: '.gif', noun: 'a GIF image', found: b => ascii(b, 0, 'GIF8') },
  {
    format: 'image',
    extension: '.tif',
    noun: 'a TIFF image',
    found: b => starts(b, 0x49, 0x49, 0x2a, 0) || starts(b, 0x4d, 0x4d, 0, 0x2a),
  },
  {
    format: 'image',
    extension: '.webp',
    noun: 'a WebP image',
    found: b => ascii(b, 0, 'RIFF') && ascii(b, 8, 'WEBP'),
  },
  {
    format: 'image',
    extension: '.bmp',
    noun: 'a BMP image',
    found: b => ascii(b, 0, 'BM') && b.length > 18 && b.readUInt32LE(6) === 0 && b.readUInt32LE(14) <= 124,
  },
  { format: 'office', extension: '.rtf', noun: 'an RTF document', found: b => ascii(b, 0, '{\\rtf') },
  {
    format: 'pdf',
    extension: '.pdf',
    noun: 'a PDF',
    // A text may mention the header, so that it counts further in only where a PDF is expected.
    found: (b, extension) =>
      ascii(b, 0, '%PDF-') || (['.pdf', ''].includes(extension) && b.subarray(0, 1024).includes('%PDF-')),
  },
];

const FAMILY_OF = new Map<string, Family>(
  Object.entries(EXTENSIONS_BY_FAMILY).flatMap(([family, extensions]) =>
    extensions.map(extension => [extension, family as Family] as const),
  ),
);
/** Families whose bytes are plain text, so that a certain binary signature overrules them and a missing one does not. */
const TEXTUAL = new Set<Family>(['text', 'markdown', 'html', 'mail']);
const TEXTUAL_OFFICE = new Set(['.csv', '.tsv']);

/** The extension of a display name, lower case with dot; '' where there is none. */
export function extensionOf(name: string): string {
  return extname(name.replaceAll('\\', '/')).toLowerCase();
}

/**
 * Tells what the document is. `officeFormat` names the Office format of a container's content, or null (anydoc's
 * `formatFromBytes`). Throws ParseFailure: empty, unsupported, or named as something that its bytes are not.
 */
export function detect(
  bytes: Buffer,
  name: string,
  officeFormat: (bytes: Buffer) => string | null,
): Detected {
  if (bytes.length === 0) throw failures.empty();
  const extension = extensionOf(name);
  const named = FAMILY_OF.get(extension);
  const found =
    SIGNATURES.find(signature => signature.found(bytes, extension)) ??
    container(bytes, extension, officeFormat);
  if (found) {
    const same = named === found.format || (named === undefined && extension === '');
    const warning = same
      ? null
      : `The file is named ${extension}, but it holds ${found.noun}; it was read as that.`;
    return { format: found.format, extension: found.extension, warning };
  }
  const kind = plainKind(bytes);
  if (named !== undefined && (TEXTUAL.has(named) || TEXTUAL_OFFICE.has(extension))) {
    if (kind === 'binary data') throw failures.unsupported(`A ${extension} file that holds binary data`);
    return { format: named, extension, warning: null };
  }
  if (named !== undefined) {
    throw kind === 'binary data' ? failures.broken(NOUN[named]) : failures.mislabelled(extension, kind);
  }
  if (extension === '' && kind !== 'binary data') {
    const html = kind === 'an HTML page';
    return { format: html ? 'html' : 'text', extension: html ? '.html' : '.txt', warning: null };
  }
  throw failures.unsupported(extension === '' ? 'A file of this type' : `The file type ${extension}`);
}

const NOUN: Record<Family, string> = {
  pdf: 'The PDF',
  image: 'The image',
  office: 'The Office file',
  text: 'The text file',
  markdown: 'The Markdown file',
  html: 'The HTML file',
  mail: 'The message',
};

/** Office files and Outlook messages: ZIP and OLE containers, told apart by their parts. */
function container(
  bytes: Buffer,
  extension: string,
  officeFormat: (bytes: Buffer) => string | null,
): Pick<Signature, 'format' | 'extension' | 'noun'> | null {
  const ole = starts(bytes, 0xd0, 0xcf, 0x11, 0xe0);
  if (!ole && !isZip(bytes)) return null;
  if (ole && isProtectedOle(bytes)) throw failures.protectedBy('The Office file');
  if (ole && oleHasStream(bytes, '__properties_version1.0')) {
    return { format: 'mail', extension: '.msg', noun: 'an Outlook message' };
  }
  const format = officeFormat(bytes);
  // The same reader takes .xls and .xlsx; only the container tells which it is.
  if (format) return { format: 'office', extension: `.${format}`, noun: `an Office file (${format})` };
  if (FAMILY_OF.get(extension) === 'office') throw failures.broken('The Office file');
  if (FAMILY_OF.has(extension))
    throw failures.mislabelled(extension, ole ? 'an OLE container' : 'a ZIP archive');
  throw failures.unsupported(ole ? 'An OLE container that is no Office file' : 'A ZIP archive');
}

/** What bytes without a signature look like, for sentences. */
function plainKind(bytes: Buffer): 'an HTML page' | 'plain text' | 'binary data' {
  const head = bytes.subarray(0, 4096);
  const utf16 = starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff);
  if (!utf16 && head.includes(0)) return 'binary data';
  const control = head.reduce((n, byte) => n + (byte < 32 && ![9, 10, 12, 13, 27].includes(byte) ? 1 : 0), 0);
  if (!utf16 && control * 20 > head.length) return 'binary data';
  return /^\s*(<!doctype html|<html|<head|<body)/i.test(head.toString('latin1').replace(/^\W{3}(?=<)/, ''))
    ? 'an HTML page'
    : 'plain text';
}
