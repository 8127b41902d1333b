import { type Context, createContext, Script } from 'node:vm';

/** Time for one value: those of documents are matched in microseconds, catastrophic patterns take for ever. */
const matchMs = 50;

const script = new Script('pattern.test(text)');
let context: Context | undefined;

/**
 * A regular expression of a stranger's schema, as ajv takes it: it is ended when it takes too long, and from then on
 * matches everything, as does one that is none.
 */
export function safePattern(source: string, flags: string): { test: (text: string) => boolean } {
  let pattern = compiled(source, flags);
  return {
    test: text => {
      if (!pattern) return true;
      context ??= createContext(Object.create(null));
      context['pattern'] = pattern;
      context['text'] = text;
      try {
        pattern.lastIndex = 0;
        return script.runInContext(context, { timeout: matchMs }) === true;
      } catch {
        pattern = null;
        return true;
      }
    },
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
