import type { ParsedPage as LitePage } from '@llamaindex/liteparse';

/** Fewer characters than this may be no text layer at all; LiteParse's own limit is 20 bytes. */
const FEW_CHARACTERS = 40;
/** ASCII letters from which on a share of vowels says something, and the share below which a page is looked at. */
const ENOUGH_LETTERS = 30;
/** Real text in Latin script has 30 to 45 %; LiteParse calls a page or a font of it garbled below 20 %. */
const FEW_VOWELS = 0.25;
/** A font counts only where it holds such a part of the page's letters; LiteParse's own limit is 15 %. */
const FONT_SHARE = 0.1;
/** A line of at least so many letters is garbled below 10 %. */
const LINE_LETTERS = 10;
const FEW_VOWELS_IN_LINE = 0.15;
/** What a font without a usable map to Unicode gives: control characters, private use, the replacement character. */
const UNMAPPED = /[\p{Cc}\p{Co}\uFFFD]/u;

const FIRST_LETTER = 'a'.charCodeAt(0);
const LAST_LETTER = 'z'.charCodeAt(0);
const VOWELS: ReadonlySet<number> = new Set([...'aeiou'].map(vowel => vowel.charCodeAt(0)));

interface Count {
  letters: number;
  vowels: number;
}

/**
 * Whether a page's stored text gives reason to ask LiteParse if it is scanned, empty or garbled. A cheap sieve before
 * `includeComplexity`, which works out the page's layout a second time and costs a third of a parse: it lets through
 * more than the limits in its published source (2.14, `ocr_merge.rs`), so that no page which LiteParse would flag is
 * missed.
 */
export function mayNeedOcr(page: Pick<LitePage, 'textItems'>): boolean {
  let usable = 0;
  const whole: Count = { letters: 0, vowels: 0 };
  const fonts = new Map<string, Count>();
  for (const { text, fontName } of page.textItems) {
    const line = count(text);
    // A Type 3 font has no name; what it draws need not be what its codes say.
    const isUsable = fontName && !UNMAPPED.test(text) && !isGarbled(line, LINE_LETTERS, FEW_VOWELS_IN_LINE);
    if (isUsable) usable += text.length;
    add(whole, line);
    const font = fonts.get(fontName ?? '');
    if (font) add(font, line);
    else fonts.set(fontName ?? '', line);
  }
  const judged = [...fonts.values()].filter(({ letters }) => letters >= whole.letters * FONT_SHARE);
  return (
    usable < FEW_CHARACTERS || [whole, ...judged].some(each => isGarbled(each, ENOUGH_LETTERS, FEW_VOWELS))
  );
}

function count(text: string): Count {
  let letters = 0;
  let vowels = 0;
  for (let i = 0; i < text.length; i++) {
    // Lower case differs in this one bit.
    const code = text.charCodeAt(i) | 0x20;
    if (code < FIRST_LETTER || code > LAST_LETTER) continue;
    letters++;
    if (VOWELS.has(code)) vowels++;
  }
  return { letters, vowels };
}

function add(sum: Count, { letters, vowels }: Count): void {
  sum.letters += letters;
  sum.vowels += vowels;
}

const isGarbled = ({ letters, vowels }: Count, enough: number, few: number): boolean =>
  letters >= enough && vowels < letters * few;
