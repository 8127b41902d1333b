import { env, window } from 'vscode';
import type { Services } from '../services';
import { Dismissed } from './register';

/** The official SDKs and command lines read these two (LlamaCloud API docs). */
interface Address {
  LLAMA_CLOUD_BASE_URL: string;
  LLAMA_CLOUD_API_KEY: string;
}

/** The same two variables in the words of whatever will read them. */
export const addressForms = [
  {
    label: 'Shell',
    detail: "export LLAMA_CLOUD_BASE_URL='…' for bash, zsh and their like",
    write: (name: string, value: string) => `export ${name}='${value}'`,
  },
  {
    label: 'PowerShell',
    detail: "$env:LLAMA_CLOUD_BASE_URL = '…'",
    write: (name: string, value: string) => `$env:${name} = '${value}'`,
  },
  {
    label: '.env file',
    detail: 'LLAMA_CLOUD_BASE_URL=…',
    write: (name: string, value: string) => `${name}=${value}`,
  },
] as const;

/**
 * **Copy the Engine's Address and Key for a Script…**: the engine speaks LlamaCloud's API to any program of this user.
 * A key binding may name the form by its label.
 */
export async function copyEngineAddress({ engine }: Services, label: unknown): Promise<void> {
  const named = addressForms.find(form => form.label === label);
  const form = named ?? (await pickForm());
  const { url, token } = await engine.connect();
  const address: Address = { LLAMA_CLOUD_BASE_URL: url, LLAMA_CLOUD_API_KEY: token };
  const lines = Object.entries(address).map(([name, value]) => form.write(name, value));
  await env.clipboard.writeText(`${lines.join('\n')}\n`);
  void window.showInformationMessage(
    'Copied. The address holds while the engine runs; the key opens the engine to any program of yours, so keep it to yourself.',
  );
}

async function pickForm(): Promise<(typeof addressForms)[number]> {
  const form = await window.showQuickPick(addressForms, {
    title: "Copy the Engine's Address and Key",
    placeHolder: 'Where will you paste them?',
    ignoreFocusOut: true,
  });
  if (!form) throw new Dismissed();
  return form;
}
