import { window } from 'vscode';
import { messageOf } from '../base/log';
import type { Notice, NoticeAction } from '../runs/notices';
import type { Services } from '../services';
import { revealRow } from './reveal';

const buttons: Record<NoticeAction, string> = {
  open_results: 'Open results',
  show_failures: 'Show failures',
};

const show = {
  info: window.showInformationMessage,
  warning: window.showWarningMessage,
  error: window.showErrorMessage,
};

/** Tells the end of runs once, and leads to what came out. Never rejects. */
export async function showNotice(notice: Notice, services: Services): Promise<void> {
  const labels = notice.actions.map(action => buttons[action]);
  const chosen = await show[notice.severity](notice.message, ...labels);
  if (!chosen) return;
  const { rows, log } = services;
  const wanted = notice.rowKeys.map(key => rows.get(key)).filter(row => row !== undefined);
  const toFailures = chosen === buttons.show_failures;
  const target = (toFailures ? wanted.find(row => row.failed > 0) : undefined) ?? wanted[0];
  if (!target) return;
  const failed = toFailures ? rows.files(target.key)?.find(file => file.outcome === 'failed') : undefined;
  try {
    await revealRow(services, target.key, { fileKey: failed?.key, focus: true });
  } catch (error) {
    log.warn(`${target.key} could not be shown: ${messageOf(error)}`);
  }
}
