import { window } from 'vscode';
import { count } from '../../base/amounts';
import { itemsOf } from '../../client/paging';
import type { Connection } from '../../connections/connection';
import type { Place } from '../../runs/catalog';
import { type ClassifyRule, classifyBody } from '../../runs/classify/rules';
import { orGone } from '../../runs/orGone';
import type { Services } from '../../services';
import { askKinds } from '../classify/askKinds';
import { Dismissed } from '../register';
import { refuseInRestrictedMode } from '../restrictedMode';
import { choose, directoryTargets } from '../targets';

interface Target {
  place: Place;
  id: string;
  name: string;
}

/**
 * **Classify Files…**: finds out of which kind each file of a directory is. Only the older route makes such batches
 * (LlamaCloud API docs), so they are listed with its own.
 */
export async function classify(services: Services, args: readonly unknown[]): Promise<void> {
  refuseInRestrictedMode();
  const directory = await chooseDirectory(services, args);
  const rules = await askKinds(services.memory, 'Classify Files');
  await confirm(services, directory, rules);
  const { place, id } = directory;
  const cloud = await services.connections.clientFor(place.connectionId);
  const body = classifyBody(id, place.projectId, rules);
  const batch = await orGone(cloud.createLegacyClassify(body, { projectId: place.projectId }));
  if (!batch)
    throw new Error('The directory is gone, or the server no longer has the route that classifies.');
  services.catalog.legacy(place).outdate();
  services.tree.refresh();
  window.setStatusBarMessage(`Started ${batch.id}: it is listed with the batches of the older route`, 8000);
}

async function chooseDirectory(services: Services, args: readonly unknown[]): Promise<Target> {
  const [node] = directoryTargets(args);
  if (node) return { place: node.place, id: node.directory.id, name: node.directory.name };
  const ready = services.connections.list().filter(connection => connection.state === 'ready');
  const lists = await Promise.allSettled(ready.map(connection => directoriesOf(services, connection)));
  const choices = lists.flatMap(list => (list.status === 'fulfilled' ? list.value : []));
  const failed = lists.find(list => list.status === 'rejected');
  if (failed && choices.length === 0) throw failed.reason;
  return choose('The files of which directory?', choices, 'There is no directory with files to classify.');
}

async function directoriesOf({ catalog }: Services, { id: connectionId, place: where }: Connection) {
  const choices = [];
  for (const { id: projectId } of await catalog.projects(connectionId)) {
    const place = { connectionId, projectId };
    for (const { id, name } of (await catalog.directories(place)).items)
      choices.push({ label: name, description: where, value: { place, id, name } });
  }
  return choices;
}

/** Classifying is charged by page, and nobody can tell the pages of files that are on the server. */
async function confirm(
  { connections }: Services,
  { place, id, name }: Target,
  rules: readonly ClassifyRule[],
): Promise<void> {
  const connection = connections.get(place.connectionId);
  if (!connection.chargesCredits) return;
  const cloud = await connection.client();
  let files = 0;
  const list = itemsOf(page =>
    cloud.listDirectoryFiles(id, { page_size: 200, ...page }, { projectId: place.projectId }),
  );
  for await (const _ of list) files++;
  const button = 'Classify';
  const detail = `${count(files, 'file')}, as ${rules.map(rule => rule.type).join(', ')}. The server charges for each page (1 credit, as its price list says).`;
  const answer = await window.showInformationMessage(
    `Classify the files of “${name}”?`,
    { modal: true, detail },
    button,
  );
  if (answer !== button) throw new Dismissed();
}
