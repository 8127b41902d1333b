import { count } from '../../base/amounts';
import type { Deletion, DeletionFailure } from '../../runs/cleanUp/deleteLeftovers';
import type { Leftover } from '../../runs/cleanUp/leftovers';

/** "Directory “docs” with 118 files", "118 stored files", "Results of 118 files". */
export function leftoverWord({ kind, ids, name, fileCount }: Leftover): string {
  if (kind === 'directory') return `Directory “${name}” with ${count(fileCount ?? 0, 'file')}`;
  return kind === 'files' ? count(ids.length, 'stored file') : `Results of ${count(ids.length, 'file')}`;
}

const mostNamed = 3;

/** "Needed by “Contracts”, the batch bat-… and 2 others". */
export function usesWord({ usedBy }: Leftover): string {
  const named = usedBy.slice(0, mostNamed).join(', ');
  const others = usedBy.length - mostNamed;
  return `Needed by ${named}${others > 0 ? ` and ${count(others, 'other')}` : ''}`;
}

/** What a clean-up came to, in a sentence, and whether it went through. */
export function outcomeOf(deletions: readonly Deletion[]): { message: string; isGood: boolean } {
  const sum = (of: (deletion: Deletion) => number) =>
    deletions.reduce((total, deletion) => total + of(deletion), 0);
  const deleted = [
    [sum(({ deleted }) => deleted.directory), 'directory', 'directories'],
    [sum(({ deleted }) => deleted.files), 'stored file', 'stored files'],
    [sum(({ deleted }) => deleted.results), 'result', 'results'],
  ] as const;
  const words = deleted.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many));
  const failed = sum(({ failures }) => failures.length);
  const left = sum(deletion => deletion.left);
  const stopped = deletions.find(deletion => deletion.stopped !== null)?.stopped;
  const nothing = failed + left > 0 ? 'Nothing was deleted.' : 'There was nothing left to delete.';
  const parts = [
    words.length > 0 ? `Deleted ${words.join(', ')}.` : nothing,
    failed > 0 ? `${count(failed, 'thing')} could not be deleted.` : '',
    left > 0 ? `${count(left, 'thing')} ${left === 1 ? 'is' : 'are'} left.` : '',
    stopped ?? '',
  ];
  return { message: parts.filter(Boolean).join(' '), isGood: failed === 0 && left === 0 };
}

/** What could not be deleted and why, as Markdown. */
export function failuresText(failures: readonly DeletionFailure[]): string {
  const lines = failures.map(({ kind, id, message }) => `- ${kind} \`${id}\`: ${message}`);
  return `# What could not be deleted\n\n${lines.join('\n')}\n`;
}
