import { count } from '../../base/amounts';
import { creditsWord } from '../../runs/charges';
import { classifiedWords, typeCountsWords } from '../../runs/classify/classified';
import type { BatchRow, FileRow } from '../../runs/rows';
import { outcomesWithResult } from '../../runs/run';
import { batchLook, otherTier, outcomeLook } from '../../views/outcomeLook';

/** Where a batch is, in words: its server and its project. */
export interface ReportPlace {
  server: string;
  project: string;
}

/**
 * A batch as Markdown, for a colleague or an issue: what was asked for, what became of each file and what it cost. Holds
 * no path of this machine and no content of a document.
 */
export function reportText(row: BatchRow, files: readonly FileRow[], place: ReportPlace): string {
  const attention = files.filter(
    file => !outcomesWithResult.has(file.outcome) || file.error || otherTier(file),
  );
  const sections = [
    [`# ${plain(row.label)}`],
    factsOf(row, files, place).map(([name, value]) => `- ${name}: ${value}`),
    attention.length > 0 ? ['## To look at', '', ...attention.map(attentionLine)] : [],
    files.length > 0 ? ['## Files', '', ...tableOf(files, row.types !== undefined)] : [],
  ];
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function factsOf(
  row: BatchRow,
  files: readonly FileRow[],
  { server, project }: ReportPlace,
): [string, string][] {
  const tier = files[0]?.askedTier;
  const others = files.filter(otherTier).length;
  const facts: [string, string | null | undefined][] = [
    ['Server', `${plain(server)}, project ${plain(project)}`],
    ['Status', plain(batchLook(row).word)],
    ['Note', row.note && plain(row.note)],
    ['Files', filesWord(row)],
    ['Configuration', row.configurationId && code(row.configurationId)],
    ['Tier', tier && plain(tier)],
    ['Types', row.types && plain(typeCountsWords(row.types))],
    ['Parsed under another tier', others > 0 ? count(others, 'file') : null],
    ['Credits', creditsFact(row)],
    ['Started', row.createdAt === null ? null : new Date(row.createdAt).toISOString()],
    ['Ended', row.endedAt === null ? null : new Date(row.endedAt).toISOString()],
    [row.batchIds.length === 1 ? 'Batch' : 'Batches', row.batchIds.map(code).join(', ')],
    [row.directoryIds.length === 1 ? 'Directory' : 'Directories', row.directoryIds.map(code).join(', ')],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function filesWord({ total, done, unchanged, failed, cancelled }: BatchRow): string | null {
  if (total === null) return null;
  const parts = [
    `${done.toLocaleString('en')} with a result`,
    unchanged ? `${unchanged.toLocaleString('en')} of them unchanged since an earlier batch` : '',
    failed ? `${failed.toLocaleString('en')} failed` : '',
    cancelled ? `${cancelled.toLocaleString('en')} cancelled` : '',
  ];
  return `${count(total, 'file')}: ${parts.filter(Boolean).join(', ')}`;
}

function creditsFact({ credits, estimatedCredits }: BatchRow): string {
  const parts = [
    credits === null ? '' : `${creditsWord(credits)} charged`,
    estimatedCredits === null ? '' : `about ${creditsWord(estimatedCredits)} expected`,
  ];
  return parts.filter(Boolean).join(', ');
}

function attentionLine(file: FileRow): string {
  const tier = otherTier(file);
  const facts = [outcomeLook(file.outcome).word, tier && `ran as ${tier}`, file.error].filter(fact => !!fact);
  return `- ${plain(file.path)}: ${facts.map(fact => plain(String(fact))).join('. ')}`;
}

function tableOf(files: readonly FileRow[], withTypes: boolean): string[] {
  const cells = files.map(({ path, outcome, pages, credits, tier, jobId, classified }) => [
    plain(path),
    outcomeLook(outcome).word,
    ...(withTypes ? [plain(classified ? classifiedWords(classified) : '')] : []),
    pages?.toLocaleString('en') ?? '',
    credits?.toLocaleString('en') ?? '',
    plain(tier ?? ''),
    jobId ? code(jobId) : '',
  ]);
  const head = [
    ['File', 'Outcome', ...(withTypes ? ['Type'] : []), 'Pages', 'Credits', 'Tier', 'Job'],
    ['---', '---', ...(withTypes ? ['---'] : []), '--:', '--:', '---', '---'],
  ];
  return [...head, ...cells].map(row => `| ${row.join(' | ')} |`);
}

/** Text that reads as it is wherever it stands in Markdown: names of files and servers' sentences come from anywhere. */
const plain = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');

/** Ids hold neither a backtick nor a bar, unless a server plays tricks. */
const code = (id: string): string => `\`${id.replace(/[`|\r\n]/g, '')}\``;
