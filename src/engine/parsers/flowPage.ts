import type { ParseItem } from '../../protocol/parseItems';
import type { ParsedPage } from './types';

/** A page of a format that has no paper: its size is unknown and said as 0. */
export function flowPage(
  pageNumber: number,
  content: { text: string; markdown: string; items: ParseItem[] },
  more: Partial<Pick<ParsedPage, 'label' | 'speaker_notes'>> = {},
): ParsedPage {
  return {
    page_number: pageNumber,
    page_width: 0,
    page_height: 0,
    ...content,
    confidence: null,
    ocr: false,
    error: null,
    speaker_notes: null,
    label: null,
    ...more,
  };
}
