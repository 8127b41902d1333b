import { env, window } from 'vscode';
import type { Connection } from '../../connections/connection';
import { withProgress } from '../../platform/progress';
import { adoptBatch } from '../../runs/adopt/adoptBatch';
import { readBatchId } from '../../runs/adopt/batchId';
import { runKey } from '../../runs/keys';
import type { Run } from '../../runs/run';
import type { Services } from '../../services';
import { revealRow } from '../../views/reveal';
import { Dismissed } from '../register';
import { choose } from '../targets';

/** **Add Batch by ID…**: a batch that was made elsewhere joins the runs of this machine. */
export async function addBatch(services: Services): Promise<void> {
  const id = await askId();
  if (await showKnown(services, id)) return;
  await add(services, await chooseConnection(services, id), id);
}

/** The same for the id in a link, which nobody typed: a person says first whether anything is asked about it. */
export async function addBatchOfLink(services: Services, id: string): Promise<void> {
  if (await showKnown(services, id)) return;
  const button = 'Add Batch…';
  const detail =
    'A link asks for this. The batch is read from a server with your key; nothing is sent there, changed or charged. Go on only if you expected it.';
  const chosen = await window.showInformationMessage(
    `Add the batch ${id} to the list?`,
    { modal: true, detail },
    button,
  );
  if (chosen !== button) throw new Dismissed();
  await add(services, await chooseConnection(services, id), id);
}

async function askId(): Promise<string> {
  const copied = readBatchId(await env.clipboard.readText());
  const text = await window.showInputBox({
    title: 'Add Batch by ID',
    prompt: 'A batch that was made elsewhere: by a script, on another machine, or on the web.',
    placeHolder: 'bat-…',
    value: 'id' in copied && copied.id.startsWith('bat-') ? copied.id : '',
    ignoreFocusOut: true,
    validateInput: entered => {
      const read = readBatchId(entered);
      return 'problem' in read ? read.problem : undefined;
    },
  });
  const read = readBatchId(text ?? '');
  if (text === undefined || 'problem' in read) throw new Dismissed();
  return read.id;
}

/** Shows the batch where the list has it as a run already. */
async function showKnown(services: Services, batchId: string): Promise<boolean> {
  await services.ledger.refresh();
  const known = services.ledger.runs().find(run => run.batches.some(batch => batch.batchId === batchId));
  if (known) await revealRow(services, runKey(known.id), { focus: true });
  return known !== undefined;
}

async function chooseConnection({ connections }: Services, batchId: string): Promise<Connection> {
  const ready = connections.list().filter(connection => connection.state === 'ready');
  const [only] = ready;
  if (only && ready.length === 1) return only;
  const choices = ready.map(connection => ({ label: connection.name, value: connection }));
  return choose(
    `On which server is ${batchId}?`,
    choices,
    'There is no server to ask. Sign in to one first.',
  );
}

async function add(services: Services, connection: Connection, batchId: string): Promise<void> {
  const run = await withProgress(`Reading the batch ${batchId}`, (_report, signal) =>
    readRun(connection, batchId, signal),
  );
  await services.ledger.append(run.id, { type: 'planned', run });
  await revealRow(services, runKey(run.id), { focus: true });
}

async function readRun(connection: Connection, batchId: string, signal: AbortSignal): Promise<Run> {
  const cloud = await connection.client();
  signal.throwIfAborted();
  return adoptBatch(cloud, connection.id, batchId, { now: Date.now(), signal });
}
