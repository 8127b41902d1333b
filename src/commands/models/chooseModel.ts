import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { ChatModel } from '../../connections/models/chatModels';
import type { Services } from '../../services';
import { back, pickStep } from '../quickPick';
import { Dismissed } from '../register';
import { chooseEndpoint } from './chooseEndpoint';
import { explainModel } from './explainModel';
import { tryChatModel } from './tryChatModel';

export const title = 'Choose Language Model';

interface ModelItem extends QuickPickItem {
  take?: () => Promise<unknown>;
}

/**
 * **Choose Language Model…**: rules, one of VS Code's models, or a model of a server. A model is asked one small question
 * before it is taken, and a person is told where documents will go. Rejects with Dismissed on Escape.
 */
export async function chooseModel(services: Services): Promise<void> {
  for (;;) {
    const item = await pickStep<ModelItem>({
      title,
      placeholder: 'What should extract and classify on this machine?',
      items: () => items(services),
    });
    if (item !== back && (await item.take?.()) !== back) return;
  }
}

async function items(services: Services): Promise<ModelItem[]> {
  const link = await services.models();
  const now = link.setting.read();
  const models = await link.chat.list();
  const mark = (isNow: boolean) => (isNow ? { description: 'in use' } : {});
  const separator = (label: string) => ({ label, kind: QuickPickItemKind.Separator });
  return [
    {
      label: '$(list-tree) Rules',
      ...mark(now.provider === 'rules'),
      detail: 'Labels, values and tables, read on this machine. Nothing leaves it.',
      take: () => takeRules(services),
    },
    separator("VS Code's language models"),
    ...models.map(model => ({
      label: `$(sparkle) ${model.name}`,
      description: model.id,
      ...(now.provider === 'vscode' && now.model === model.id && { description: `${model.id}, in use` }),
      take: () => takeChatModel(services, model),
    })),
    ...(models.length === 0 ? [noneThere] : []),
    separator('A server that speaks the OpenAI protocol'),
    {
      label: '$(server) A Model Server…',
      ...mark(now.provider === 'endpoint'),
      detail:
        now.provider === 'endpoint'
          ? `${now.model} at ${now.url}`
          : "Ollama, llama.cpp, vLLM, a company's gateway",
      take: () => chooseEndpoint(services),
    },
  ];
}

const noneThere: ModelItem = {
  label: '$(circle-slash) None at present',
  detail: 'Install an extension that provides language models, such as GitHub Copilot, and sign in to it.',
  take: async () => back,
};

async function takeRules(services: Services): Promise<void> {
  const link = await services.models();
  await link.setting.write({ provider: 'rules' });
  await link.tell();
  void window.showInformationMessage('Rules on this machine extract and classify from now on.');
}

async function takeChatModel(services: Services, { id, vendor, name }: ChatModel): Promise<void> {
  const link = await services.models();
  const destination = { kind: 'vscode', vendor } as const;
  if (!link.consents.isAllowed(destination) && !(await explainModel(destination, name)))
    throw new Dismissed();
  const follows = await tryChatModel(link, id, name);
  await link.consents.allow(destination);
  await link.setting.write({ provider: 'vscode', model: id });
  await link.tell();
  tellChosen(name, follows);
}

/** Says that a model is in use from now on. */
export function tellChosen(name: string, follows: boolean): void {
  if (follows) {
    void window.showInformationMessage(`“${name}” answers. It extracts and classifies from now on.`);
    return;
  }
  void window.showWarningMessage(
    `“${name}” answers, but not with the JSON that it was asked for. It is in use from now on; expect failures, or choose a larger model.`,
  );
}
