/** What LlamaCloud's keys look like (LlamaCloud API docs). */
const anyKey = /llx-[\w-]+/g;

/** Cuts out whatever looks like a key of LlamaCloud. */
export const withoutAnyKey = (text: string): string => text.replace(anyKey, 'llx-…');

/** Cuts the key, and whatever looks like one, out of a server's words. */
export function withoutKeys(text: string, key: string): string {
  return withoutAnyKey(text.replaceAll(key, '…'));
}
