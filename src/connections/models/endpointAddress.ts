import { parseBaseUrl } from '../../client/address';

/**
 * The address of an OpenAI-compatible server as a person gives it, up to what comes before `/chat/completions`. Throws a
 * sentence.
 */
export function endpointAddress(typed: string): string {
  const text = typed.trim();
  if (/[?#]/.test(text))
    throw new Error('Leave out what begins with ? or #: the address ends with its path.');
  try {
    return parseBaseUrl(text).replace(/\/(chat\/completions|models)$/, '');
  } catch {
    throw new Error(
      'Give an http or https address without a user name, such as http://localhost:11434/v1 for Ollama.',
    );
  }
}
