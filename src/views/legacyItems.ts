import { TreeItem, TreeItemCollapsibleState } from 'vscode';
import { count } from '../base/amounts';
import { commands } from '../ids';
import type { LegacyBatch, LegacyItem } from '../protocol/legacyJobs';
import { timeOf } from '../runs/batchRow';
import type { LegacyBatchNode, LegacyItemNode } from './nodes';
import { dress, iconOf } from './treeItems';
import { ago } from './words';

/** Icons of the older route's own status words, in lower case (LlamaCloud API docs). */
const icons: Record<string, { icon: string; color?: string }> = {
  pending: { icon: 'circle-outline' },
  running: { icon: 'sync~spin', color: 'charts.blue' },
  dispatched: { icon: 'sync~spin', color: 'charts.blue' },
  processing: { icon: 'sync~spin', color: 'charts.blue' },
  completed: { icon: 'pass', color: 'testing.iconPassed' },
  failed: { icon: 'error', color: 'problemsErrorIcon.foreground' },
  skipped: { icon: 'debug-step-over', color: 'disabledForeground' },
  cancelled: { icon: 'circle-slash', color: 'disabledForeground' },
};

/** Statuses in which a batch of the older route still moves. */
const movingLegacyStatuses: ReadonlySet<string> = new Set(['pending', 'running', 'dispatched']);

/** Files that came to an end: a result, or a reason why there is none. */
const endedLegacyItems: ReadonlySet<string> = new Set(['completed', 'failed', 'skipped']);

const skipReasons: Record<string, string> = {
  already_processed: 'processed before',
  size_limit_exceeded: 'too large',
};

function progress({ total_items, processed_items, failed_items, skipped_items }: LegacyBatch) {
  if (total_items === null) return [];
  return [
    `${processed_items ?? 0}/${count(total_items, 'file')}`,
    failed_items ? `${failed_items} failed` : '',
    skipped_items ? `${skipped_items} skipped` : '',
  ];
}

export function legacyBatchItem(node: LegacyBatchNode, now: number): TreeItem {
  const { batch } = node;
  const item = new TreeItem(batch.id, TreeItemCollapsibleState.Collapsed);
  const created = timeOf(batch.created_at);
  const age = created === null ? '' : ago(created, now);
  const facts = [batch.job_type, batch.status, ...progress(batch), batch.error_message, age].filter(Boolean);
  item.description = facts.join(' · ');
  item.iconPath = iconOf(icons[batch.status] ?? { icon: 'question' });
  const moving = movingLegacyStatuses.has(batch.status);
  return dress(item, node, `${batch.id} ${facts.join(', ')}`, [
    'legacyBatch',
    moving && 'legacyMoving',
    'id',
  ]);
}

const whyOf = ({ skip_reason, error_message }: LegacyItem) =>
  skip_reason === null ? error_message : (skipReasons[skip_reason] ?? skip_reason);

export function legacyItemItem(node: LegacyItemNode): TreeItem {
  const { item: file } = node;
  const item = new TreeItem(file.item_name ?? file.item_id, TreeItemCollapsibleState.None);
  const facts = [file.status, whyOf(file)].filter(Boolean);
  item.description = facts.join(' · ');
  item.tooltip = [file.item_name, ...facts].filter(Boolean).join(' · ');
  item.iconPath = iconOf(icons[file.status] ?? { icon: 'question' });
  const canOpen = file.job_id !== null || endedLegacyItems.has(file.status);
  if (canOpen) item.command = { command: commands.openLegacyResult, title: 'Open Result', arguments: [node] };
  const spoken = `${file.item_name ?? file.item_id}, ${facts.join(', ')}`;
  return dress(item, node, spoken, ['legacyItem', canOpen && 'legacyResult', 'id']);
}
