import { extname } from 'node:path';
import { MIMEType } from 'node:util';

/** Longest name that file systems take. */
const maxNameLength = 255;

/** Extensions for media types that the first bytes of a file do not tell (IANA media types). */
const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/msword': '.doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.ms-excel': '.xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.ms-powerpoint': '.ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.oasis.opendocument.text': '.odt',
  'application/epub+zip': '.epub',
  'application/rtf': '.rtf',
  'application/json': '.json',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'text/html': '.html',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'message/rfc822': '.eml',
};

/**
 * A file name for a fetched document: the server's own (RFC 6266), else the end of the URL that was asked for or was
 * redirected to, whichever has an extension; a name without any gets that of the media type.
 */
export function sourceName(
  urls: readonly [URL, ...URL[]],
  disposition: string | undefined,
  contentType: string | undefined,
): string {
  const names = [named(disposition), ...urls.map(url => fromPath(url))]
    .map(clean)
    .filter(name => name !== '');
  const name = names.find(candidate => extname(candidate) !== '') ?? names[0] ?? 'document';
  return extname(name) === '' ? name + (extensions[mediaType(contentType)] ?? '') : name;
}

/** `filename*` (RFC 8187) before `filename`. Its parameters are written as a media type's are. */
function named(disposition: string | undefined): string {
  const parameters = read(`x/${disposition}`)?.params;
  const [, encoded] = /^utf-8'[^']*'(.*)$/i.exec(parameters?.get('filename*') ?? '') ?? [];
  return (encoded === undefined ? null : decoded(encoded)) ?? parameters?.get('filename') ?? '';
}

const mediaType = (contentType: string | undefined): string => read(contentType ?? '')?.essence ?? '';

function read(text: string): MIMEType | null {
  try {
    return new MIMEType(text);
  } catch {
    return null;
  }
}

function fromPath({ pathname }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  return decoded(last) ?? last;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Without folders and control characters; a long one keeps its end, where the extension is. */
function clean(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const printable = last.replaceAll(/\p{Cc}/gu, '').trim();
  return /^\.*$/.test(printable) ? '' : printable.slice(-maxNameLength);
}
