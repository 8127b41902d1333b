import type { VsCodeWindow } from '../driver/vscodeWindow';

/** Id of the status-bar item, as VS Code shows it. */
export const statusItem = 'llama-batches.llama-batches.status';

/** The view as a person finds it. */
export async function batchesView(window: VsCodeWindow) {
  await window.showView('Llama Batches');
  return window.tree('Batches');
}

export interface ParseSteps {
  /** Label of the configuration to take. */
  configuration?: string;
  /** Called while the configurations, the plan or the menu show. */
  seen?: (step: 'menu' | 'configurations' | 'plan') => Promise<unknown>;
}

/** Right-clicks a folder or file of the Explorer, chooses Batch Parse… and starts what is planned. */
export async function batchParse(window: VsCodeWindow, name: string, steps: ParseSteps = {}): Promise<void> {
  const seen = steps.seen ?? (async () => undefined);
  await window.showView('Explorer');
  await window.contextMenu(window.explorerItem(name), 'Batch Parse…', () => seen('menu'));
  await answerParse(window, steps);
}

/** Answers the steps of Batch Parse…, however it was called. */
export async function answerParse(window: VsCodeWindow, steps: ParseSteps = {}): Promise<void> {
  const seen = steps.seen ?? (async () => undefined);
  const configurations = await window.quickPick(/How should|Batch Parse/);
  const configuration = new RegExp(`^${steps.configuration ?? 'Fast'}\\b`);
  await configurations.item(configuration).waitFor();
  await seen('configurations');
  await configurations.pick(configuration);
  const plan = await window.quickPick();
  await plan.item(/Start parsing/).waitFor();
  await seen('plan');
  await plan.pick(/Start parsing/);
}

/** The message that tells the end of a batch; the one about its upload reads alike but for this. */
export function endNotice(window: VsCodeWindow, label: string) {
  return window.notification(new RegExp(`${label}: [\\d,]+ files? (parsed|failed|cancelled)`));
}

/** Waits for the message that tells the end, and returns it. */
export function endOf(window: VsCodeWindow, label: string, timeoutMs = 60_000): Promise<string> {
  return endNotice(window, label).text(timeoutMs);
}
