import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { LlamaCloud } from '../client/api';
import { type Configuration, parseTiers } from '../protocol/configurations';
import { type back, pickStep } from './quickPick';

interface ConfigurationItem extends QuickPickItem {
  configuration?: Configuration;
}

/** Configurations one step offers at the most; a person with more types to find theirs, newest first. */
const pageSize = 100;

const tierWords: Record<string, string> = {
  fast: 'fast tier',
  cost_effective: 'cost-effective tier',
  agentic: 'agentic tier',
  agentic_plus: 'agentic plus tier',
};

/** Cheapest first. */
const order: readonly string[] = parseTiers;

/** Asks how to parse: the configurations of the project, the last used one first. */
export function pickConfiguration(
  title: string,
  client: Promise<LlamaCloud>,
  projectId: Promise<string>,
  lastUsed: string | undefined,
  note: string,
): Promise<Configuration | typeof back> {
  return pickStep<ConfigurationItem>({
    title,
    placeholder: ['How should the files be parsed?', note].filter(Boolean).join(' '),
    step: 1,
    totalSteps: 2,
    items: async (_, signal) => {
      const llamaCloud = await client;
      const options = { projectId: await projectId, signal };
      const filter = { product_type: ['parse_v2'], latest_only: true, page_size: pageSize };
      const { items } = await llamaCloud.listConfigurations(filter, options);
      return configurationItems(items, lastUsed);
    },
  }).then(item => (typeof item === 'symbol' ? item : (item.configuration as Configuration)));
}

function configurationItems(
  all: readonly Configuration[],
  lastUsed: string | undefined,
): ConfigurationItem[] {
  const rank = (c: Configuration) => {
    const tier = order.indexOf(c.parameters.tier ?? '');
    return tier < 0 ? order.length : tier;
  };
  const sorted = [...all].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const last = sorted.find(configuration => configuration.id === lastUsed);
  const others = sorted.filter(configuration => configuration !== last);
  const item = (configuration: Configuration): ConfigurationItem => ({
    label: configuration.name,
    description: [tierWords[configuration.parameters.tier ?? ''], configuration.id]
      .filter(Boolean)
      .join(' · '),
    configuration,
  });
  if (!last) return others.map(item);
  return [
    { label: 'last used', kind: QuickPickItemKind.Separator },
    item(last),
    { label: 'others', kind: QuickPickItemKind.Separator },
    ...others.map(item),
  ];
}
