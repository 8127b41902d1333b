import { type QuickPickItem, window } from 'vscode';
import { count } from '../../base/amounts';
import type { CloudConnection } from '../../connections/cloudConnection';
import type { WebhookConfig } from '../../protocol/webhookConfigs';
import {
  maxWebhookIds,
  type WebhookConfiguration,
  type WebhookFields,
  webhookConfiguration,
} from '../../protocol/webhooks';
import { back } from '../quickPick';
import { Dismissed } from '../register';
import type { ConnectionServices } from './connectionServices';
import { inputStep } from './inputStep';
import { pickConnection } from './pickConnection';

interface WebhookItem extends QuickPickItem {
  /** Absent: the one that is spelled out here. */
  saved?: WebhookConfig;
}

/** What a webhook that is spelled out here hears: that a batch has come to its end. */
const endsOfBatches = ['batch.success', 'batch.error', 'batch.cancelled'] as const;

/**
 * **Choose Webhooks for Batches…**: which webhooks the next batches of a connection tell; saved ones of its project, one
 * spelled out here, or none. What is chosen is kept with the connection's key, since it may hold a signing secret.
 */
export async function chooseWebhooks(services: ConnectionServices, clicked: unknown): Promise<void> {
  const connection = await pickConnection(services, clicked, 'Webhooks for which connection?');
  const title = `Webhooks for Batches of ${connection.name}`;
  const saved = savedWebhooks(connection);
  saved.catch(() => undefined);
  const before = await connection.webhooks();
  const picked = await pickWebhooks(title, saved, before);
  const ids = picked.flatMap(({ saved }) => saved?.id ?? []);
  const inline = picked.some(item => !item.saved)
    ? [await askWebhook(title, before.webhook_configurations?.[0])]
    : [];
  const fields: WebhookFields = {
    ...(ids.length > 0 ? { webhook_configuration_ids: ids } : {}),
    ...(inline.length > 0 ? { webhook_configurations: inline } : {}),
  };
  await services.keys.keepWebhooks(connection.id, connection.baseUrl, fields);
  const told = picked.length === 0 ? 'no webhook' : count(picked.length, 'webhook');
  void window.showInformationMessage(`From now on, new batches of ${connection.name} tell ${told}.`);
}

async function savedWebhooks(connection: CloudConnection): Promise<WebhookConfig[]> {
  const [client, projectId] = await Promise.all([connection.client(), connection.projectFor(undefined)]);
  return client.listWebhookConfigs({ projectId });
}

/** Asks until no more are picked than one batch can name. */
async function pickWebhooks(
  title: string,
  saved: Promise<readonly WebhookConfig[]>,
  before: WebhookFields,
): Promise<readonly WebhookItem[]> {
  const items = saved.then(all => webhookItems(all, before));
  for (;;) {
    const picked = await window.showQuickPick(items, {
      title,
      placeHolder: `Up to ${maxWebhookIds} saved ones; none picked: no webhook`,
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (!picked) throw new Dismissed();
    const ids = new Set(picked.flatMap(item => item.saved?.id ?? []));
    if (ids.size <= maxWebhookIds) return picked;
    for (const item of await items) item.picked = picked.includes(item);
    await window.showWarningMessage(
      `A batch can name ${maxWebhookIds} saved webhooks at the most; ${ids.size} were picked.`,
      { modal: true },
    );
  }
}

function webhookItems(saved: readonly WebhookConfig[], before: WebhookFields): WebhookItem[] {
  const own = before.webhook_configurations?.[0];
  return [
    ...saved.map(config => ({
      label: config.webhook_url,
      description: [config.id, config.has_secret ? 'signed' : ''].filter(Boolean).join(' · '),
      detail: config.webhook_events?.join(', ') ?? 'all events',
      picked: before.webhook_configuration_ids?.includes(config.id) ?? false,
      saved: config,
    })),
    {
      label: own?.webhook_url ?? 'A URL entered here…',
      description: own ? 'entered here' : '',
      detail: 'the end of each batch',
      picked: own !== undefined,
    },
  ];
}

/** Asks for a URL and a signing secret, beginning with those of before. */
async function askWebhook(
  title: string,
  before: WebhookConfiguration | undefined,
): Promise<WebhookConfiguration> {
  for (;;) {
    const webhook_url = await inputStep({
      title,
      prompt: 'URL that the server tells when a batch ends',
      placeholder: 'https://example.com/hook',
      value: before?.webhook_url ?? '',
      accept: async text => usableUrl(text.trim()),
    });
    if (webhook_url === back) continue;
    const secret = await inputStep({
      title,
      prompt:
        'Secret that signs what is told (LC-Signature); empty for none. Kept in VS Code’s secret storage.',
      value: before?.webhook_signing_secret ?? '',
      password: true,
      canGoBack: true,
      accept: async text => text,
    });
    if (secret === back) continue;
    return {
      webhook_url,
      webhook_events: [...endsOfBatches],
      webhook_output_format: 'json',
      ...(secret ? { webhook_signing_secret: secret } : {}),
    };
  }
}

function usableUrl(webhook_url: string): string {
  if (webhook_url && webhookConfiguration.safeParse({ webhook_url }).success) return webhook_url;
  throw new Error('A webhook needs an http or https URL without a user name.');
}
