import assert from 'node:assert/strict';
import { extensions } from 'vscode';
import { extensionId } from '../../src/ids';
import type { BatchRow } from '../../src/runs/rows';
import type { Services } from '../../src/services';

/** The extension's own services, which it hands out to tests only. */
export async function activated(): Promise<Services> {
  const services = await extensions.getExtension<Services | undefined>(extensionId)?.activate();
  assert.ok(services, 'the extension does not run in test mode');
  return services;
}

/** Resolves when `reached` gives something, looking again at every change of the rows. */
export function rowsReach<T>({ rows }: Services, reached: () => T | undefined): Promise<T> {
  const found = reached();
  if (found !== undefined) return Promise.resolve(found);
  return new Promise(resolve => {
    const subscription = rows.onDidChange(() => {
      const now = reached();
      if (now === undefined) return;
      subscription.dispose();
      resolve(now);
    });
  });
}

/** Waits until a row is through. */
export function ended(services: Services, key: string): Promise<BatchRow> {
  return rowsReach(services, () => {
    const row = services.rows.get(key);
    return row && !row.active ? row : undefined;
  });
}
