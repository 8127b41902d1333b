/** Tokens that a character stands for, on the careful side of what tokenizers of today's models make of it. */
const share = { letter: 0.25, space: 0.1, other: 0.5, accented: 0.5, ideograph: 1.2 };

/** About how many tokens a text is. */
export function tokensIn(text: string): number {
  let tokens = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) tokens += share.letter;
    else if (code === 32 || code === 10) tokens += share.space;
    else if (code < 128) tokens += share.other;
    else tokens += code < 0x2e80 ? share.accented : share.ideograph;
  }
  return Math.ceil(tokens);
}
