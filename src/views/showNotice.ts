import { window } from 'vscode';
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

/** Tells the end of runs once, and leads to what came out. */
export async function showNotice(notice: Notice, services: Services): Promise<void> {
  const labels = notice.actions.map(action => buttons[action]);
  const chosen = await show[notice.severity](notice.message, ...labels);
  if (!chosen) return;
  const { rows } = services;
  const wanted = notice.rowKeys.map(key => rows.get(key)).filter(row => row !== undefined);
  const target = chosen === buttons.show_failures ? wanted.find(row => row.failed > 0) : wanted[0];
  if (!target) return;
  const failed = rows.files(target.key)?.find(file => file.outcome === 'failed');
  await revealRow(services, target.key, chosen === buttons.show_failures ? failed?.key : undefined);
}
