/**
 * The address of an OpenAI-compatible server as a person gives it, up to what comes before `/chat/completions`; a query,
 * which some gateways want, stays. Throws a sentence.
 */
export function endpointAddress(typed: string): string {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) {
    throw new Error(
      'Give an http or https address without a user name, such as http://localhost:11434/v1 for Ollama.',
    );
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|models)$/, '');
  return url.origin + path + url.search;
}
