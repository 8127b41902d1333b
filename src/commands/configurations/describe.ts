import type { QuickPickItem } from 'vscode';
import * as z from 'zod/mini';
import type { Parameters } from '../../runs/configurations/parameters';
import { isPreset } from '../../runs/configurations/presets';
import { shortName } from '../../runs/configurations/schemaFile';
import type { ConfigurationChoice } from './choices';

const tierWords: Readonly<Record<string, string>> = {
  fast: 'fast tier',
  cost_effective: 'cost-effective tier',
  agentic: 'agentic tier',
  agentic_plus: 'agentic plus tier',
  turbo: 'turbo tier',
};

/** How a configuration is shown in a list, with what it would cost. */
export function describe(choice: ConfigurationChoice, cost: string | null): QuickPickItem {
  const { name, parameters, file, there } = choice;
  const tier = parameters.tier ?? '';
  const where = file?.path ?? (there && !isPreset(there.id) && choice.key === there.id ? there.id : '');
  const hosts = file ? webhookHosts(parameters) : [];
  return {
    label: file ? `$(file) ${shortName(name)}` : name,
    description: [tierWords[tier] ?? tier, cost, where].filter(Boolean).join(' · '),
    ...(hosts.length && { detail: `Tells ${hosts.join(', ')} about its jobs.` }),
  };
}

const webhooks = z.object({
  webhook_configurations: z.array(z.object({ webhook_url: z.nullish(z.string()) })),
});

/** A file comes with the workspace, perhaps from somebody else: whom it has the server tell is said before it is used. */
function webhookHosts(parameters: Parameters): string[] {
  const read = webhooks.safeParse(parameters);
  const urls = read.success ? read.data.webhook_configurations.map(hook => hook.webhook_url ?? '') : [];
  return [...new Set(urls.flatMap(url => URL.parse(url)?.host ?? []))];
}
