import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** **Batch Extract…**, as Batch Parse… with a configuration that says what to extract, and tables of what came of it. */
export function registerExtract(register: Register, services: Services): void {
  const { documents, rows, catalog, connections } = services;
  documents.tables.provide(async () => {
    const { ResultTables } = await import('../documents/resultTables');
    return new ResultTables({ rows, catalog, clientFor: connections.clientFor });
  });
  register(commands.extract, async (clicked, selected) => {
    const { startRun } = await import('./startRun');
    await startRun(services, { jobType: 'extract_v2', title: 'Batch Extract', clicked, selected });
  });
  register(commands.generateSchema, async clicked => {
    const { generateForSample } = await import('./extract/generateSchema');
    await generateForSample(services, clicked);
  });
  for (const [id, format] of [
    [commands.openTable, 'csv'],
    [commands.openTableLines, 'jsonl'],
  ] as const) {
    register(id, async (...args) => (await import('./extract/openTable')).openTable(services, args, format));
  }
}
