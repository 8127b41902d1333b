import { MOST_TEXT } from './limits';
import { ParseFailure } from './types';

/** Sentences of failures that more than one parser meets. `what` is a noun phrase such as "The PDF". */
export const failures = {
  broken: (what: string): ParseFailure =>
    new ParseFailure(
      'PDF_IS_BROKEN',
      `${what} is damaged or incomplete and cannot be read. Open it in the program that made it, save it again, and parse it again.`,
    ),
  mislabelled: (extension: string, found: string): ParseFailure =>
    new ParseFailure(
      'PDF_IS_BROKEN',
      `The file is named ${extension}, but it holds ${found}. Give it the right extension or fetch the original again, then parse it again.`,
    ),
  protectedBy: (what: string): ParseFailure =>
    new ParseFailure(
      'PDF_IS_PROTECTED',
      `${what} is protected by a password. Remove the password and parse it again.`,
    ),
  empty: (): ParseFailure =>
    new ParseFailure(
      'NO_DATA_FOUND_IN_FILE',
      'The file is empty (0 bytes). Save or fetch it again, and parse it again.',
    ),
  unsupported: (found: string): ParseFailure =>
    new ParseFailure(
      'UNSUPPORTED_FILE_TYPE',
      `${found} cannot be parsed on this machine. Save it as PDF, and parse that.`,
    ),
  images: (count: number): ParseFailure =>
    new ParseFailure(
      'PDF_IS_BROKEN',
      `${count === 1 ? 'A picture' : `${count} pictures`} of the document could not be read, and the job was to fail then (fail_on_image_extraction_error). Parse it without that condition to get the rest.`,
    ),
  ocr: (where: string): ParseFailure =>
    new ParseFailure(
      'INTERNAL_ERROR',
      `Text recognition failed ${where}, and the job was to fail then (fail_on_image_ocr_error). Parse it without that condition to get the rest.`,
    ),
  buggyFont: (what: string): ParseFailure =>
    new ParseFailure(
      'PDF_IS_BROKEN',
      `${what} uses a font whose letters cannot be told for certain, and the job was to fail then (fail_on_buggy_font). Print it to a new PDF, or parse it without that condition.`,
    ),
  tooManyPages: (pages: number, most: number): ParseFailure =>
    new ParseFailure(
      'TOO_MANY_PAGES',
      `The document has ${pages} pages to parse; at most ${most} are parsed at once. Split it, or choose pages with target_pages or max_pages.`,
    ),
  tooManyFailed: (failed: number, pages: number, allowed: number): ParseFailure =>
    new ParseFailure(
      'PDF_IS_BROKEN',
      `${failed} of ${pages} pages could not be read, more than the allowed ${Math.round(allowed * 1000) / 10} %. Raise allowed_page_failure_ratio to get the others.`,
    ),
  noSuchPages: (pages: number): ParseFailure =>
    new ParseFailure(
      'NO_DATA_FOUND_IN_FILE',
      `The document has ${pages === 1 ? '1 page' : `${pages} pages`}, and none of those that were asked for. Change target_pages and parse it again.`,
    ),
  gone: (): ParseFailure =>
    new ParseFailure(
      'INTERNAL_ERROR',
      'The stored bytes of the file are gone. Upload it again, and parse it again.',
    ),
  tooMuchText: (): ParseFailure =>
    new ParseFailure(
      'DOCUMENT_TOO_LARGE',
      `The document holds more than ${MOST_TEXT / 1_000_000} million characters of text. Split it, and parse the parts.`,
    ),
  tooLarge: (what: string): ParseFailure =>
    new ParseFailure(
      'DOCUMENT_TOO_LARGE',
      `${what} unpacks to more data than one parser may use. Split it or make it smaller, and parse it again.`,
    ),
} as const;
