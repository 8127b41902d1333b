import { stat } from 'node:fs/promises';
import { commands, Uri, window, workspace } from 'vscode';
import type { ResultDocuments } from '../documents/resultDocuments';
import { resultUri } from '../documents/resultUri';
import { type ResultView, resultViews, showsAnyState, viewOfJob } from '../documents/resultViews';
import type { FileRow } from '../runs/rows';
import { outcomesWithResult } from '../runs/run';
import { mayOpen } from './mayOpen';

const isDone = (file: FileRow) => outcomesWithResult.has(file.outcome);

export interface HowToOpen {
  /** The rendered Markdown instead of its text. */
  rendered?: boolean;
  /** In a tab that the next file does not take over. */
  keep?: boolean;
}

/** Opens one view of a file's result; of an extraction always its JSON. */
export async function openResult(
  documents: ResultDocuments,
  file: FileRow,
  asked: ResultView,
  { rendered = false, keep = false }: HowToOpen = {},
): Promise<void> {
  const view = viewOfJob(file.jobType, asked);
  if (file.jobId === null || (!showsAnyState(view) && !isDone(file))) return showFailure(file);
  const { connectionId, projectId, jobId, path } = file;
  const address = { connectionId, projectId, jobId, view, path };
  const uri = resultUri(address);
  const { text } = await documents.read(address);
  if (!(await mayOpen(uri, text))) return;
  if (rendered && view === 'markdown') await commands.executeCommand('markdown.showPreview', uri);
  else await window.showTextDocument(await workspace.openTextDocument(uri), { preview: !keep });
}

const sentences: Partial<Record<FileRow['outcome'], string>> = {
  queued: 'was not sent yet.',
  uploading: 'is being sent.',
  waiting: 'waits for its turn.',
  running: 'is being parsed.',
  cancelled: 'was cancelled before it was parsed.',
  expired: 'was parsed, but the server no longer keeps its result. Parse it again.',
};

const classifySentences: typeof sentences = {
  running: 'is being classified.',
  cancelled: 'was cancelled before it was classified.',
  expired: 'was classified, but the server no longer keeps its result. Classify it again.',
};

const extractSentences: typeof sentences = {
  running: 'is being extracted from.',
  cancelled: 'was cancelled before anything was extracted.',
  expired: 'was extracted from, but the server no longer keeps its result. Extract it again.',
};

const ofJobs: Readonly<Record<string, typeof sentences>> = {
  extract_v2: extractSentences,
  classify_v2: classifySentences,
};

/** Says why there is nothing to open, and offers what there is. */
export async function showFailure(file: FileRow): Promise<void> {
  const waiting = ofJobs[file.jobType]?.[file.outcome] ?? sentences[file.outcome];
  const name = `“${file.path}”`;
  const failed =
    file.jobType === 'extract_v2'
      ? `Nothing was extracted from ${name}.`
      : `${name} could not be ${file.jobType === 'classify_v2' ? 'classified' : 'parsed'}.`;
  const message = waiting ? `${name} ${waiting}` : `${failed} ${file.error ?? 'The server gave no reason.'}`;
  const source = 'Open Source File';
  const details = 'Show Job Details';
  const offers = [...(file.source ? [source] : []), ...(file.jobId ? [details] : [])];
  const show = waiting ? window.showInformationMessage : window.showErrorMessage;
  const chosen = await show(message, ...offers);
  if (chosen === source) await openSource(file);
  if (chosen === details && file.jobId) {
    const { connectionId, projectId, jobId, path, jobType } = file;
    const view = viewOfJob(jobType, 'details');
    const uri = resultUri({ connectionId, projectId, jobId, view, path });
    await window.showTextDocument(uri);
  }
}

/** Opens the original in the workspace. */
export async function openSource(file: FileRow): Promise<void> {
  const source = file.source;
  if (!source) throw new Error(`“${file.path}” was sent from another place; its original is not known here.`);
  if (!(await stat(source).catch(() => undefined)))
    throw new Error(`The original of “${file.path}” is no longer where it was parsed from.`);
  await commands.executeCommand('vscode.open', Uri.file(source));
}

/** Whether a file has a result of this view to open. */
export const hasView = (file: FileRow, view: ResultView): boolean =>
  view in resultViews && (showsAnyState(view) ? file.jobId !== null : isDone(file));
