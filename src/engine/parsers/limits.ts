/**
 * Characters of text that one piece of a document may give. Its result has each of them four times, and the engine itself
 * reads results (measured: 60 million take 3 s and 1 GB of it).
 */
export const MOST_TEXT = 20_000_000;

/** Above this many characters Markdown is one text item, its tables too: the lexer would take seconds and gigabytes. */
export const MOST_LEXED = 8_000_000;
