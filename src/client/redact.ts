/** What LlamaCloud's keys look like (LlamaCloud API docs). */
const anyKey = /llx-[\w-]+/g;

/** Cuts the key, and whatever looks like one, out of a server's words. */
export function withoutKeys(text: string, key: string): string {
  return text.replaceAll(key, '…').replace(anyKey, 'llx-…');
}
