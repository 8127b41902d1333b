import type { ParsedPage as LitePage } from '@llamaindex/liteparse';

/** Fewer characters than this may be no text layer at all; LiteParse's own limit is 20 bytes. */
const FEW_CHARACTERS = 60;
/** ASCII letters from which on a share of vowels says something, and the share below which a page is looked at. */
const ENOUGH_LETTERS = 30;
/** Real text in Latin script has 30 to 45 %; LiteParse calls a page garbled below 20 %. */
const FEW_VOWELS = 0.25;
/** What a font without a usable map to Unicode gives: control characters, private use, the replacement character. */
const UNMAPPED = /[\p{Cc}\p{Co}\uFFFD]/u;

/**
 * Whether a page's stored text gives reason to ask LiteParse if it is scanned, empty or garbled. A cheap sieve before
 * `includeComplexity`, which works out the page's layout a second time and costs a third of a parse: it lets through
 * more than the limits in its published source, so that no page which LiteParse would flag is missed.
 */
export function mayNeedOcr(page: Pick<LitePage, 'textItems'>): boolean {
  let characters = 0;
  let letters = 0;
  let vowels = 0;
  for (const { text, fontName } of page.textItems) {
    // A Type 3 font has no name; what it draws need not be what its codes say.
    if (!fontName || UNMAPPED.test(text)) return true;
    characters += text.length;
    letters += text.match(/[a-z]/gi)?.length ?? 0;
    vowels += text.match(/[aeiou]/gi)?.length ?? 0;
  }
  return characters < FEW_CHARACTERS || (letters >= ENOUGH_LETTERS && vowels < letters * FEW_VOWELS);
}
