import {
  commands,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  type Uri,
} from 'vscode';
import type { Connection } from '../connections/connection';
import { commands as ids } from '../ids';
import type { Parameters } from '../runs/configurations/parameters';
import type { RunJobType } from '../runs/run';
import type { Services } from '../services';
import { type ConfigurationChoice, fileChoice, serverChoices } from './configurations/choices';
import { describe } from './configurations/describe';
import { workspaceFiles } from './configurations/workspaceFiles';
import { back, pickStep } from './quickPick';
import { Dismissed } from './register';

export type { ConfigurationChoice } from './configurations/choices';

/** What a person is asked, and what the answer goes by. */
export interface ConfigurationQuestion {
  title: string;
  jobType: RunJobType;
  connection: Connection;
  /** The project that the batches go to. */
  projectId: Promise<string>;
  /** `key` of the choice that was used last: it comes first. */
  lastUsed: string | undefined;
  /** The memory knows which files were saved to which server, the ledger which runs are being sent. */
  services: Pick<Services, 'memory' | 'ledger'>;
  /** What parsing with these parameters would cost, in a few words; null where nothing can be said. */
  costOf?: (parameters: Parameters) => Promise<string | null>;
  /** Makes a schema of a sample file in the place of a choice; only where the job extracts. */
  generate?: () => Promise<void>;
  step?: number;
  totalSteps?: number;
  canGoBack?: boolean;
}

interface ConfigurationItem extends QuickPickItem {
  choice?: ConfigurationChoice;
  /** A file that cannot be used: choosing it opens it. */
  broken?: Uri;
  isSample?: boolean;
  isTyped?: boolean;
}

const openButton: QuickInputButton = { iconPath: new ThemeIcon('go-to-file'), tooltip: 'Open' };

const questions: Record<RunJobType, string> = {
  parse_v2: 'How should the files be parsed?',
  extract_v2: 'What should be extracted?',
  classify_v2: 'Which kinds of documents are there?',
};

/**
 * Asks how to parse or what to extract: the project's configurations, the tiers that it does not have, and the
 * workspace's files, the last used one first. Nothing is saved to the server yet ({@link ConfigurationChoice.save}).
 */
export async function pickConfiguration(
  question: ConfigurationQuestion,
): Promise<ConfigurationChoice | typeof back> {
  const { title, jobType, connection, step, totalSteps, canGoBack } = question;
  const note = jobType === 'parse_v2' ? connection.parseNote : '';
  const item = await pickStep<ConfigurationItem>({
    title,
    placeholder: [questions[jobType], note].filter(Boolean).join(' '),
    ...(step !== undefined && { step }),
    ...(totalSteps !== undefined && { totalSteps }),
    ...(canGoBack !== undefined && { canGoBack }),
    onItemButton: item => open(question, item),
    items: async (pick, signal) => {
      const items = await allItems(question, signal);
      if (question.costOf) void showCosts(pick, items, question.costOf);
      return items;
    },
  });
  if (item === back) return back;
  if (item.choice) return item.choice;
  if (item.isTyped) return typeKinds(question);
  if (item.isSample) await question.generate?.();
  else await (item.broken ? open(question, item) : commands.executeCommand(ids.newConfiguration, jobType));
  throw new Dismissed();
}

async function allItems(question: ConfigurationQuestion, signal: AbortSignal): Promise<ConfigurationItem[]> {
  const { connection, jobType, lastUsed, services } = question;
  const place = { connection, projectId: await question.projectId };
  const [server, files] = await Promise.all([serverChoices(place, jobType, signal), workspaceFiles(jobType)]);
  const usable = files.filter(file => file.error === null).map(file => fileChoice(place, file, services));
  const last = [...server, ...usable].find(({ key }) => key === lastUsed);
  const others = (choices: readonly ConfigurationChoice[]) =>
    choices.filter(choice => choice !== last).map(choiceItem);
  const broken = files.flatMap(({ uri, path, error }) =>
    error === null ? [] : [brokenItem(uri, path, error)],
  );
  return [
    ...group('last used', last ? [choiceItem(last)] : []),
    ...group(last ? 'others' : '', others(server)),
    ...group('files of this workspace', [...others(usable), ...broken]),
    ...group(' ', [
      ...(question.generate ? [sampleItem] : []),
      ...(jobType === 'classify_v2' ? [typedItem] : []),
      newItem,
    ]),
  ];
}

/** Our own tiers hold nothing that would be worth opening. */
const choiceItem = (choice: ConfigurationChoice): ConfigurationItem => ({
  ...describe(choice, null),
  ...((choice.file || choice.key === choice.there?.id) && { buttons: [openButton] }),
  choice,
});

const sampleItem: ConfigurationItem = {
  label: '$(sparkle) Generate from a Sample File…',
  description: 'a schema of its labels and tables, to be edited',
  alwaysShow: true,
  isSample: true,
};

const typedItem: ConfigurationItem = {
  label: '$(edit) Type the Kinds…',
  description: 'each with a few words of how to tell it',
  alwaysShow: true,
  isTyped: true,
};

async function typeKinds(question: ConfigurationQuestion): Promise<ConfigurationChoice> {
  const { connection, projectId, services, title } = question;
  const { typeKinds: ask } = await import('./classify/typedKinds');
  return ask({ connection, projectId: await projectId }, services.memory, title);
}

/** The only item that stands for nothing yet. */
const newItem: ConfigurationItem = {
  label: '$(new-file) New Configuration File…',
  description: 'in this workspace, with completion',
  alwaysShow: true,
};

const brokenItem = (uri: Uri, path: string, error: string): ConfigurationItem => ({
  label: `$(error) ${path}`,
  description: 'cannot be used',
  detail: error,
  broken: uri,
});

const group = (label: string, items: ConfigurationItem[]): ConfigurationItem[] =>
  items.length && label ? [{ label, kind: QuickPickItemKind.Separator }, ...items] : items;

/** Costs are known later than the configurations, as the files are still counted: they are filled in. */
async function showCosts(
  pick: QuickPick<ConfigurationItem>,
  items: readonly ConfigurationItem[],
  costOf: (parameters: Parameters) => Promise<string | null>,
): Promise<void> {
  const costs = await Promise.all(
    // What keeps costs from being told is told by the step that shows the plan.
    items.map(({ choice }) => choice && costOf(choice.parameters).catch(() => null)),
  );
  if (!costs.some(Boolean)) return;
  for (const [i, item] of items.entries())
    if (item.choice) Object.assign(item, describe(item.choice, costs[i] ?? null));
  // The list shows them from the start where they were quicker than it.
  if (pick.items.length !== items.length) return;
  const [active] = pick.activeItems;
  pick.keepScrollPosition = true;
  pick.items = items;
  if (active) pick.activeItems = [active];
}

async function open(
  { connection, projectId }: ConfigurationQuestion,
  { choice, broken }: ConfigurationItem,
): Promise<void> {
  const uri = broken ?? choice?.file?.uri;
  if (uri) await commands.executeCommand('vscode.open', uri);
  else if (choice?.there) {
    const place = { connectionId: connection.id, projectId: await projectId };
    await commands.executeCommand(ids.openConfiguration, { place, configuration: choice.there });
  }
}
