import type { Scored, Sign } from './scores';

export interface Decision {
  /** Whether the first of the rules fits. */
  fits: boolean;
  /** The rule for what fits no other; null where there is none. */
  rest: string | null;
  /** Rules, the best first. */
  asked: readonly Scored[];
  /** The kind that no rule asks for and that the document looks like. */
  unasked: Scored | undefined;
}

const mostWordsTold = 5;

/** Why a document was given its type: the words that speak for it, and their pages. */
export function reasoningOf({ fits, rest, asked, unasked }: Decision): string {
  const [best, second] = asked;
  if (fits && best) {
    const other = second && second.score > best.score / 2 ? ` “${second.candidate.label}” comes next.` : '';
    return `By its words, “${best.candidate.label}” fits best: ${signsSentence(best.signs)}${other}`;
  }
  const instead = rest === null ? 'No rule fits.' : `No other rule fits, so it is “${rest}”.`;
  if (unasked) {
    return `${instead} By its words it looks like another kind of document (${unasked.candidate.label}): ${signsSentence(unasked.signs)}`;
  }
  if (!best || best.signs.length === 0) return `${instead} None of the words that the rules name were found.`;
  return `${instead} “${best.candidate.label}” comes closest: ${signsSentence(best.signs)}`;
}

function signsSentence(signs: readonly Sign[]): string {
  const title = signs.find(({ role, find }) => role === 'name' && find.inTitle);
  const words = new Map<string, Sign>();
  for (const sign of signs) {
    const key = sign.find.text.toLowerCase();
    if (sign !== title && key !== title?.find.text.toLowerCase() && !words.has(key)) words.set(key, sign);
  }
  const told = [...words.values()].slice(0, mostWordsTold);
  const heading = title ? [`it calls itself “${title.find.text}” (page ${title.find.page})`] : [];
  const list = told.map(({ find }) => `“${find.text}”`).join(', ');
  const pages = [...new Set(told.map(({ find }) => find.page))].sort((a, b) => a - b);
  const says = told.length > 0 ? [`it says ${list} (${pagesWord(pages)})`] : [];
  return `${[...heading, ...says].join(', and ')}.`;
}

const pagesWord = (pages: readonly number[]): string =>
  pages.length === 1 ? `page ${pages[0]}` : `pages ${pages.join(', ')}`;
