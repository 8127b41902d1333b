import { window } from 'vscode';
import type { Destination } from '../../connections/models/modelConsents';
import { whereTo } from '../../connections/models/modelState';
import { isReadableOnTheWay } from '../../connections/serverAddress';

/** Says where documents go when a model is asked, and asks whether they may; false where the person would rather not. */
export async function explainModel(destination: Destination, model: string): Promise<boolean> {
  const button = 'Allow';
  const chosen = await window.showInformationMessage(
    `Let “${model}” read your documents?`,
    { modal: true, detail: words(destination) },
    button,
  );
  return chosen === button;
}

function words(destination: Destination): string {
  const where =
    destination.kind === 'vscode'
      ? `The text of every document that you extract or classify on this machine goes to the language model through ${whereTo(destination)}. Where it is processed and what is kept of it is up to the provider of that model. It may cost money or count against a limit of your plan.`
      : `The text of every document that you extract or classify on this machine goes to ${destination.url}.${unencrypted(destination.url)}`;
  return `${where}\n\nThe files themselves and their pictures stay here. With rules in place of a model nothing leaves this machine. You are asked this once for each provider and address; “Choose Language Model…” changes it at any time.`;
}

const unencrypted = (url: string): string =>
  isReadableOnTheWay(url) ? ' Over http, others can read it and the key on the way.' : '';
