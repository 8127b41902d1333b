import type { OpenLedger } from '../ledger';
import type { Run } from '../run';

/**
 * The runs that have yet to make batches or jobs with a configuration, also those of other windows: servers go by what
 * it says then, not by what it said when the run was planned.
 */
export async function runsSending(
  ledger: Pick<OpenLedger, 'refresh' | 'runs'>,
  configurationId: string,
): Promise<Run[]> {
  await ledger.refresh();
  return ledger
    .runs()
    .filter(({ phase, configuration }) => phase === 'uploading' && configuration.id === configurationId);
}

/** "“docs” is still being sent and uses this configuration: the rest of it is read as you save it now." Empty for none. */
export function sendingSentence(runs: readonly Run[]): string {
  const [first] = runs;
  if (!first) return '';
  const others = runs.length - 1;
  const [who, rest] =
    others === 0
      ? [`“${first.label}” is`, 'the rest of it is']
      : [`“${first.label}” and ${others} more are`, 'the rest of them are'];
  return `${who} still being sent and use${others === 0 ? 's' : ''} this configuration: ${rest} read as you save it now.`;
}

/** Writes down that these runs' results may come from other parameters than they were planned with. */
export async function distrust(
  ledger: Pick<OpenLedger, 'append' | 'get'>,
  runs: readonly Run[],
): Promise<void> {
  for (const { id } of runs) if (ledger.get(id)) await ledger.append(id, { type: 'reconfigured' });
}
