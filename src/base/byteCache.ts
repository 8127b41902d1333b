/**
 * Texts kept by key, the least recently used going first when they grow beyond a number of bytes. A Map holds its keys
 * in order of insertion, which is all that this needs; a cache library is a tenth of the whole extension.
 */
export class ByteCache {
  private readonly texts = new Map<string, { text: string; bytes: number }>();
  private total = 0;

  constructor(private readonly maxBytes: number) {}

  get(key: string): string | undefined {
    const held = this.texts.get(key);
    if (!held) return undefined;
    this.texts.delete(key);
    this.texts.set(key, held);
    return held.text;
  }

  /** Keeps a text; one that is larger than the whole cache is not kept. */
  set(key: string, text: string): void {
    this.delete(key);
    const bytes = Buffer.byteLength(text);
    if (bytes > this.maxBytes) return;
    this.texts.set(key, { text, bytes });
    this.total += bytes;
    for (const oldest of this.texts.keys()) {
      if (this.total <= this.maxBytes) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    this.total -= this.texts.get(key)?.bytes ?? 0;
    this.texts.delete(key);
  }
}
