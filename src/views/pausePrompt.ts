import { commands, window } from 'vscode';
import type { AuthPrompts } from '../commands/connections/authPrompts';
import { commands as ids } from '../ids';
import { runKey } from '../runs/keys';
import type { RunPaused } from '../runs/runner';
import type { Services } from '../services';

const resume = 'Resume';
const asJobs = 'Parse Each File as Its Own Job';
const diagnose = 'Diagnose…';

/**
 * Tells once why a run stands still where a person has to decide; what goes on by itself is only told by its row.
 * Never rejects: the commands behind the buttons tell their own errors.
 */
export async function showPause(
  { run, reason }: RunPaused,
  services: Services,
  prompts: AuthPrompts,
): Promise<void> {
  const message = `${run.label}: ${run.error ?? 'the upload stands still.'}`;
  switch (reason) {
    case 'auth':
      prompts.ask(run.connectionId);
      return;
    case 'payment': {
      const chosen = await window.showWarningMessage(message, resume);
      if (chosen === resume) await commands.executeCommand(ids.resume, nodeOf(services, run.id));
      return;
    }
    case 'plan': {
      const choices = run.jobType === 'parse_v2' ? [asJobs, diagnose] : [diagnose];
      const chosen = await window.showWarningMessage(message, ...choices);
      if (chosen === asJobs) await commands.executeCommand(ids.useJobs, nodeOf(services, run.id));
      else if (chosen === diagnose) await commands.executeCommand(ids.diagnoseConnection, run.connectionId);
      return;
    }
    default:
      return;
  }
}

/** The row's node, where the tree has read it; else the command asks which batch is meant. */
const nodeOf = ({ tree }: Services, runId: string) => tree.batchNode(runKey(runId));
