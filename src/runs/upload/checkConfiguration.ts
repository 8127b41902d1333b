import { messageOf } from '../../base/log';
import { isPreset } from '../configurations/presets';
import type { UploadContext } from './uploadContext';

/**
 * Writes down where the configuration may not be any more what it was when the run was planned: somebody may have saved
 * it anew while files were being sent. One request a run, and none for what nobody can change. Rejects only when aborted.
 */
export async function checkConfiguration({
  run,
  cloud,
  request,
  append,
  log,
}: Pick<UploadContext, 'run' | 'cloud' | 'request' | 'append' | 'log'>): Promise<void> {
  const { id, version, fingerprint } = run().configuration;
  if (version === undefined || fingerprint === null || isPreset(id)) return;
  try {
    const there = await cloud.getConfiguration(id, request);
    if (there.version === version) return;
    log.info(`The configuration ${id} was changed while files were sent with it.`);
  } catch (error) {
    request.signal.throwIfAborted();
    log.info(`Whether the configuration ${id} was changed cannot be told: ${messageOf(error)}`);
  }
  await append({ type: 'reconfigured' });
}
