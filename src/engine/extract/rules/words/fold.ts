/** Letters that have no mark to take off, yet are written without by many. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' };

/** Lower case without accents and marks: how words are compared. Its length may differ from the text's. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßłøæœđı]/g, letter => PLAIN[letter] ?? letter);

/** A word without what plurals and cases put at its end, for words that no list has. */
export const stem = (folded: string): string => {
  const single = folded.length > 4 ? folded.replace(/s$/, '') : folded;
  return single.length > 4 ? single.replace(/(?:en|ow|n|e|a|o|y|i)$/, '') : single;
};
