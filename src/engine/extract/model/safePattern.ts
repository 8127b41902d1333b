import { type Context, createContext, Script } from 'node:vm';

/**
 * Milliseconds for one value. Those of documents are matched in microseconds, even where the machine has much to do;
 * catastrophic patterns take for ever. A schema with several of these gets less for each further one.
 */
const matchMs = 500;
const hastyMs = 20;
const mostHangs = 3;

interface Pattern {
  test: (text: string) => boolean;
}

const script = new Script('pattern.test(text)');

/**
 * Makes the regular expressions of one stranger's schema, as ajv takes them: one that takes too long is ended, and from
 * then on matches everything, as does one that is none.
 */
export function safePatterns(): (source: string, flags: string) => Pattern {
  let hangs = 0;
  let context: Context | undefined;
  return (source, flags) => {
    let pattern = compiled(source, flags);
    const test = (text: string) => {
      if (!pattern) return true;
      context ??= createContext(Object.create(null));
      context['pattern'] = pattern;
      context['text'] = text;
      try {
        return script.runInContext(context, { timeout: hangs < mostHangs ? matchMs : hastyMs }) === true;
      } catch {
        hangs++;
        pattern = null;
        return true;
      }
    };
    return { test };
  };
}

/** Patterns of other languages are often wrong with the flag `u` alone. */
function compiled(source: string, flags: string): RegExp | null {
  for (const each of new Set([flags, ''])) {
    try {
      return new RegExp(source, each);
    } catch {}
  }
  return null;
}
