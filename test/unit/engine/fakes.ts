import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../../src/base/clock';
import {
  type PageRange,
  type ParsedPage,
  type ParsedRange,
  ParseFailure,
  type ParseOptions,
  type ParserPool,
  type Part,
  type RangeSummary,
  WorkerCrashed,
} from '../../../src/engine/parsers/types';

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  private time = Date.parse('2026-01-01T00:00:00Z');
  private timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timer = { at: this.time + ms, callback };
    this.timers.push(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.timers = this.timers.filter(timer => timer !== handle);
  }

  /** Sets the clock, as a person or a time server does: timers go on as they were. */
  jump(ms: number): void {
    this.time += ms;
    for (const timer of this.timers) timer.at += ms;
  }

  get waiting(): number {
    return this.timers.length;
  }

  /** The time is another at once, as when the machine's clock is set: no timer fires. */
  leap(ms: number): void {
    this.time += ms;
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter(timer => timer !== next);
      this.time = next.at;
      next.callback();
    }
    this.time = end;
  }
}

/**
 * A pool without processes. A document's name says what becomes of it: `120p.pdf` has 120 pages, `protected.pdf`,
 * `crash.pdf` and `crash-once.pdf`, `blank.pdf` (no text), `unreadable.pdf` (every page failed), `odd.pdf` (page 2
 * failed), `scan.pdf` (read by OCR), `disk-full-once.txt`.
 * While `held`, parses wait until they are let go or aborted.
 */
export class FakePool implements ParserPool {
  /** What began, in order: `parse a.pdf 1-50`, `parse b.pdf`. */
  readonly calls: string[] = [];
  /** What each was asked to do. */
  readonly options: ParseOptions[] = [];
  readonly aborted: string[] = [];
  held = false;
  closed = false;
  /** Parses do not notice that they are aborted. */
  deaf = false;
  /** An aborted parse ends only when this resolves. */
  slowAbort: Promise<void> = Promise.resolve();
  private waiting: (() => void)[] = [];
  private readonly trouble = new Set<string>();

  /** Lets all that wait go on; what begins later waits again where `held` is set. */
  release(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  async parse(...args: Parameters<ParserPool['parse']>): Promise<RangeSummary> {
    const [source, part, options, outPath, signal] = args;
    const { name } = source;
    const range = rangeOf(part, pagesOf(name));
    const call = `parse ${name}${pagesOf(name) > 1 ? ` ${range.from}-${range.to}` : ''}`;
    this.calls.push(call);
    this.options.push(options);
    if (this.held) await this.gate(call, signal);
    if (!this.trouble.has(call)) {
      this.trouble.add(call);
      if (name.startsWith('crash-once')) throw new WorkerCrashed('The parser process died (SIGSEGV).');
      if (name.startsWith('disk-full-once')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    }
    if (name.includes('protected')) {
      throw new ParseFailure('PDF_IS_PROTECTED', 'The PDF is protected by a password.');
    }
    if (name.startsWith('crash.')) throw new WorkerCrashed('The parser process died (SIGSEGV).');
    const result = parsed(name, range);
    const written = JSON.stringify(result);
    await writeFile(outPath, written);
    return {
      document: { format: name.endsWith('.pdf') ? 'pdf' : 'text', pages: pagesOf(name) },
      sha256: createHash('sha256').update(written).digest('hex'),
      pages: result.pages.length,
      failedPages: result.pages.filter(page => page.error !== null).length,
      ocrPages: result.pages.filter(page => page.ocr).length,
      characters: result.pages.reduce((sum, page) => sum + page.text.length, 0),
    };
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private gate(call: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push(resolve);
      if (this.deaf) return;
      signal.addEventListener('abort', () => {
        this.waiting = this.waiting.filter(go => go !== resolve);
        this.aborted.push(call);
        void this.slowAbort.then(() => reject(signal.reason));
      });
    });
  }
}

function pagesOf(name: string): number {
  return Number(/(\d+)p/.exec(basename(name))?.[1] ?? (name.startsWith('odd') ? 3 : 1));
}

const rangeOf = (part: Part, pages: number): PageRange =>
  'from' in part ? part : { from: 1, to: Math.min(pages, part.upTo) };

function parsed(name: string, { from, to }: PageRange): ParsedRange {
  const pages = Array.from({ length: to - from + 1 }, (_, i) => page(name, from + i));
  return { pages, parser: 'fake 1.0', warnings: ['A font was missing.'] };
}

function page(name: string, number: number): ParsedPage {
  const error =
    name.startsWith('unreadable') || (name.startsWith('odd') && number === 2) ? 'The page is damaged.' : null;
  const text = error || name.startsWith('blank') ? '' : `${name} page ${number}`;
  return {
    page_number: number,
    page_width: 595,
    page_height: 842,
    text,
    markdown: text && `# ${text}`,
    items: text ? [{ type: 'text', md: text, value: text, bbox: null }] : [],
    confidence: name.startsWith('scan') ? 0.9 : null,
    ocr: name.startsWith('scan'),
    error,
    speaker_notes: null,
    label: String(number),
  };
}
