import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Uri, workspace } from 'vscode';
import type { Connection } from '../connections/connection';
import { commands, settings } from '../ids';
import { progressTo, withProgress } from '../platform/progress';
import { readSetting } from '../platform/settings';
import { workspaceIdentity } from '../platform/workspaceIdentity';
import { runKey } from '../runs/keys';
import type { Plan, PlanProgress } from '../runs/plan/plan';
import { planFiles } from '../runs/plan/planFiles';
import type { RunTarget } from '../runs/run';
import type { Services } from '../services';
import { revealRow } from '../views/reveal';
import { chooseRoots } from './chooseRoots';
import { type ConfigurationChoice, pickConfiguration } from './pickConfiguration';
import { confirmPlan, elsewhere } from './pickPlan';
import { back } from './quickPick';
import type { Register } from './register';
import { refuseInRestrictedMode } from './restrictedMode';

const lastConfiguration = 'lastConfiguration';

/** **Batch Parse…**: which files, how, the plan, then the upload; the batch shows up in the tree by itself. */
export function registerParse(register: Register, services: Services): void {
  register(commands.parse, async (clicked, selected) => {
    refuseInRestrictedMode();
    let roots = await chooseRoots(clicked, selected);
    while ((await parse(roots)) === elsewhere) roots = await chooseRoots(undefined, undefined);
  });

  async function parse(roots: readonly string[]): Promise<typeof elsewhere | undefined> {
    const connection = services.connections.list()[0];
    if (!connection) throw new Error('There is no server to parse on.');
    const abort = new AbortController();
    const progress = new PlanListener();
    try {
      const options = { ...(await planSettings(roots)), supportedExtensions: connection.supportedExtensions };
      const plan = planFiles(roots, options, abort.signal, progress.report);
      plan.catch(() => undefined);
      const projectId = connection.projectFor(workspaceIdentity());
      projectId.catch(() => undefined);
      const chosen = await ask(plan, progress, connection, projectId);
      if (chosen === elsewhere) return elsewhere;
      const { configuration } = chosen;
      const target: RunTarget = {
        connectionId: connection.id,
        projectId: await projectId,
        configuration: {
          id: (await configuration.save(abort.signal)).id,
          name: configuration.name,
          tier: configuration.parameters.tier,
          fingerprint: null,
        },
        jobType: 'parse_v2',
        mode: 'batches',
        label: chosen.plan.label,
        estimatedCredits: null,
      };
      await services.tree.setHome(target);
      await services.memory.update(lastConfiguration, configuration.key);
      await upload(chosen.plan, target);
      return undefined;
    } finally {
      abort.abort();
    }
  }

  async function ask(
    plan: Promise<Plan>,
    progress: PlanListener,
    connection: Connection,
    projectId: Promise<string>,
  ): Promise<{ configuration: ConfigurationChoice; plan: Plan } | typeof elsewhere> {
    const title = 'Batch Parse';
    for (;;) {
      const lastUsed = services.memory.get<string>(lastConfiguration);
      const configuration = await pickConfiguration({
        ...{ title, jobType: 'parse_v2', connection, projectId, lastUsed, memory: services.memory },
        ...{ step: 1, totalSteps: 2 },
      });
      if (configuration === back) continue;
      const confirmed = await confirmPlan(`${title}: ${configuration.name}`, plan, progress.listen);
      if (confirmed === elsewhere) return elsewhere;
      if (confirmed !== back) return { configuration, plan: confirmed };
    }
  }

  async function upload(plan: Plan, target: RunTarget): Promise<void> {
    const run = await withProgress(`Sending ${target.label}`, (report, signal) =>
      services.runner.startRun(plan, target, { signal, onProgress: progressTo(report) }),
    );
    if (run.phase === 'cancelled') return;
    await revealRow(services, runKey(run.id), { focus: false });
    if (run.error) throw new Error(run.error);
  }
}

async function planSettings(roots: readonly string[]) {
  const first = Uri.file(roots[0] ?? '');
  const isFolder = (await stat(first.fsPath).catch(() => undefined))?.isDirectory();
  const boundary =
    workspace.getWorkspaceFolder(first)?.uri.fsPath ?? (isFolder ? first.fsPath : dirname(first.fsPath));
  return {
    boundary,
    exclude: readSetting(settings.exclude, first),
    respectGitignore: readSetting(settings.respectGitignore, first),
  };
}

/** Hands the planner's progress to whichever step of the quick pick is on screen. */
class PlanListener {
  private listener: ((progress: PlanProgress) => void) | undefined;
  readonly listen = (listener: (progress: PlanProgress) => void) => {
    this.listener = listener;
  };
  readonly report = (progress: PlanProgress) => this.listener?.(progress);
}
