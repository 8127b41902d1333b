/**
 * The JSON value of an answer: alone, in a fence, after a model's thoughts, or between words. Undefined where there is
 * none.
 */
export function readJson(answer: string): unknown {
  const text = answer.replace(/^[\s\S]*<\/think(?:ing)?>/i, '').trim();
  const fence = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/i.exec(text)?.[1];
  return parsed(text) ?? parsed(fence) ?? parsed(between(text, '{', '}')) ?? parsed(between(text, '[', ']'));
}

function between(text: string, open: string, close: string): string | undefined {
  const from = text.indexOf(open);
  const to = text.lastIndexOf(close);
  return from === -1 || to < from ? undefined : text.slice(from, to + 1);
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
