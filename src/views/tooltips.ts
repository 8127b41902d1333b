import { MarkdownString } from 'vscode';
import { count } from '../base/amounts';
import { classifiedWords, typeCountsWords } from '../runs/classify/classified';
import type { BatchRow, FileRow } from '../runs/rows';
import { batchLook, otherTier, outcomeLook } from './outcomeLook';

/** What hovering over a batch tells; made only when asked for. */
export function batchTooltip(row: BatchRow): MarkdownString {
  const text = new MarkdownString(undefined, true);
  const look = batchLook(row);
  text.appendMarkdown(`**${plain(row.label)}** — ${look.word}\n\n`);
  const facts: [string, string | null][] = [
    ['Files', row.total === null ? null : filesWords(row)],
    ['Types', (row.types && typeCountsWords(row.types)) || null],
    ['Credits', creditsFact(row)],
    ['Configuration', row.configurationId],
    ['Batch', row.batchIds.join(', ') || null],
    ['Directory', row.directoryIds.join(', ') || null],
    ['Started', row.createdAt === null ? null : new Date(row.createdAt).toLocaleString()],
    ['Took', row.createdAt === null || row.endedAt === null ? null : duration(row.endedAt - row.createdAt)],
    ['Note', row.note],
  ];
  for (const [name, value] of facts) if (value) text.appendMarkdown(`- ${name}: ${plain(value)}\n`);
  return text;
}

function filesWords({ done, unchanged, failed, total }: BatchRow): string {
  const kept = unchanged ? ` (${unchanged} of them unchanged)` : '';
  return `${done} done${kept}, ${failed} failed, ${total} in all`;
}

/** "1,180, about 1,200 were expected". */
function creditsFact({ credits, estimatedCredits }: BatchRow): string | null {
  const expected = estimatedCredits === null ? null : estimatedCredits.toLocaleString('en');
  if (credits === 0 && expected === null) return null;
  if (credits === null) return expected && `about ${expected} expected`;
  return credits.toLocaleString('en') + (expected ? `, about ${expected} were expected` : '');
}

/** What hovering over a file tells. */
export function fileTooltip(row: FileRow): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.appendMarkdown(`**${plain(row.path)}** — ${outcomeLook(row.outcome).word}\n\n`);
  if (row.error) text.appendMarkdown(`${plain(row.error)}\n\n`);
  const facts: [string, string | null][] = [
    ['Type', row.classified ? classifiedWords(row.classified) : null],
    ['Pages', row.pages === null ? null : String(row.pages)],
    ['Pages that failed', row.failedPages ? String(row.failedPages) : null],
    ['Credits', row.credits ? row.credits.toLocaleString('en') : null],
    ['Tier', row.tier && (otherTier(row) ?? row.tier)],
    ['Job', row.jobId],
    ['Source', row.source],
  ];
  for (const [name, value] of facts) if (value) text.appendMarkdown(`- ${name}: ${plain(value)}\n`);
  return text;
}

const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+!|<>~$-]/g, '\\$&');

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? count(seconds, 'second') : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
