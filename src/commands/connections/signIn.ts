import { type QuickPickItem, window } from 'vscode';
import { type Region, regionOf, regions } from '../../connections/regions';
import type { Project } from '../../protocol/projects';
import { back, pickStep } from '../quickPick';
import { askAddress } from './askAddress';
import { type AcceptedKey, askKey } from './askKey';
import { askName } from './askName';
import type { ConnectionServices } from './connectionServices';
import { acceptEnvironmentKey, environmentItem } from './environmentChoice';

const title = 'Sign In to LlamaCloud';

interface WhereItem extends QuickPickItem {
  region?: Region;
  environment?: true;
}

/** **Sign In to LlamaCloud…**: which server, the key, a name. A step back keeps what was typed. */
export async function signIn(services: ConnectionServices): Promise<void> {
  const typed = { key: '', address: '' };
  for (;;) {
    const where = await pickStep<WhereItem>({
      title,
      placeholder: 'Where is your account? A key works in one region only.',
      items: async () => whereItems(),
    });
    if (where === back) continue;
    const accepted = where.environment
      ? await acceptEnvironmentKey(services, title)
      : await fromPerson(services, where.region, typed);
    if (accepted === back) continue;
    const name = await askName(title, freeName(services, accepted), names(services), true);
    if (name === back) continue;
    await services.cloud.signIn(name, accepted.baseUrl, accepted.given);
    void window.showInformationMessage(`Signed in to ${name}. ${whereBatchesGo(accepted.projects)}`);
    return;
  }
}

function whereItems(): WhereItem[] {
  const environment = environmentItem();
  return [
    ...(environment ? [environment] : []),
    ...regions.map(region => ({
      label: `$(cloud) ${region.name}`,
      description: new URL(region.website).host,
      region,
    })),
    { label: '$(server) Another Server…', description: "a company's own, with its address" },
  ];
}

async function fromPerson(
  services: ConnectionServices,
  region: Region | undefined,
  typed: { key: string; address: string },
): Promise<AcceptedKey | typeof back> {
  for (;;) {
    const baseUrl = region?.baseUrl ?? (await askAddress(title, typed.address));
    if (baseUrl === back) return back;
    if (!region) typed.address = baseUrl;
    const accepted = await askKey(services, {
      title,
      server: region?.name ?? baseUrl,
      baseUrl,
      canGoBack: true,
      value: typed.key,
      typed: key => {
        typed.key = key;
      },
    });
    if (accepted !== back || region) return accepted;
  }
}

const names = ({ cloud }: ConnectionServices): string[] => cloud.list().map(({ name }) => name);

/** The region's name or the host's; a second one of the same server is told apart by its project. */
function freeName(services: ConnectionServices, { baseUrl, projects }: AcceptedKey): string {
  const plain = regionOf(baseUrl)?.name ?? new URL(baseUrl).host;
  const taken = names(services);
  const project = batchesGoTo(projects);
  return taken.includes(plain) && project ? `${plain} (${project.name})` : plain;
}

function whereBatchesGo(projects: readonly Project[]): string {
  const project = batchesGoTo(projects);
  return project ? `Batches go to its project "${project.name}".` : 'Its key opens no project yet.';
}

const batchesGoTo = (projects: readonly Project[]): Project | undefined =>
  projects.find(({ is_default }) => is_default) ?? projects[0];
