import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { planFiles } from '../../src/runs/plan/planFiles';
import type { Services } from '../../src/services';

/** What is known of a file of the sample folder; made with it by test/fixtures/make.mjs. */
export interface SampleFact {
  path: string;
  outcome: 'parsed' | 'failed' | 'left out';
  failureCode?: string;
  reason?: string;
  pages: number | null;
  contains: string[];
}

const root = join(__dirname, '../../..');

export const sampleFacts: SampleFact[] = JSON.parse(
  readFileSync(join(root, 'test/fixtures/sample.json'), 'utf8'),
);

export function workspaceFolder(): string {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!folder) throw new Error('no folder is open');
  return folder;
}

/** Plans and starts a run over the folder that is open, as Batch Parse… does after its questions. */
export async function parseSample(services: Services, connectionId = 'local'): Promise<string> {
  const connection = services.connections.get(connectionId);
  const options = {
    exclude: [],
    respectGitignore: true,
    supportedExtensions: connection.supportedExtensions,
  };
  const plan = await planFiles([workspaceFolder()], options, new AbortController().signal);
  const run = await services.runner.startRun(plan, {
    connectionId: connection.id,
    projectId: await connection.projectFor(undefined),
    configuration: { id: 'cfg-PARSE_FAST', name: 'Fast', tier: 'fast', fingerprint: null },
    jobType: 'parse_v2',
    mode: 'batches',
    estimatedCredits: null,
    label: plan.label,
  });
  return `run:${run.id}`;
}
