import { isPreset } from '../configurations/presets';
import type { EarlierResult, Run, RunFile, RunJobType } from '../run';

/** Which results count as earlier ones: of the same server, kind and parameters. */
export interface Sought {
  serverKey: string;
  jobType: RunJobType;
  fingerprint: string;
}

/** A file that an earlier run has a result of. */
interface Known {
  bytes: number;
  modified: number;
  result: EarlierResult;
}

/**
 * The results that all runs of the ledger hold under some parameters, by content. Of several results of the same content
 * the latest counts.
 */
export class EarlierIndex {
  private readonly sizes = new Set<number>();
  private readonly byHash = new Map<string, EarlierResult>();
  private readonly bySource = new Map<string, Known>();

  /**
   * @param runs newest first
   * @param serverKeyOf undefined for a connection that is no more: its results cannot be read
   */
  constructor(
    runs: readonly Run[],
    serverKeyOf: (connectionId: string) => string | undefined,
    sought: Sought,
  ) {
    for (const run of runs) {
      const fits =
        run.configuration.fingerprint === sought.fingerprint &&
        run.jobType === sought.jobType &&
        run.cleanedAt === null &&
        serverKeyOf(run.connectionId) === sought.serverKey;
      if (fits) for (const file of run.files) this.take(run, file);
    }
  }

  /** Whether there is nothing to compare with. */
  get isEmpty(): boolean {
    return this.bySource.size === 0 && this.byHash.size === 0;
  }

  /** Whether a file of this size may have an earlier result: only then is its content worth reading. */
  hasSize(bytes: number): boolean {
    return this.sizes.has(bytes);
  }

  ofContent(sha256: string): EarlierResult | undefined {
    return this.byHash.get(sha256);
  }

  /** The result of the very file on disk, where size and time of change say that it is the same still. */
  ofSource({
    source,
    bytes,
    modified,
  }: {
    source: string;
    bytes: number;
    modified: number;
  }): EarlierResult | undefined {
    const known = this.bySource.get(source);
    return known?.bytes === bytes && known.modified === modified ? known.result : undefined;
  }

  /**
   * A result with failed pages is none to keep: parsed again, they may be read. One of a second attempt may come from
   * other parameters than the run began with, as a person may have changed the configuration meanwhile. A file that was
   * unchanged already leads on to its result even after the run that made it has left the ledger.
   */
  private take(run: Run, file: RunFile): void {
    const { sha256, jobId, outcome, source, bytes, modified, classified } = file;
    let result: EarlierResult | null = null;
    const isAsPlanned = file.retriedAt === undefined || isPreset(run.configuration.id);
    if (outcome === 'done' && sha256 && jobId && isAsPlanned) {
      const { connectionId, projectId } = run;
      result = this.byHash.get(sha256) ?? {
        ...{ connectionId, projectId, jobId },
        ...(classified && { classified }),
      };
      this.byHash.set(sha256, result);
      this.sizes.add(bytes);
    } else if (outcome === 'unchanged') result = file.earlier ?? null;
    if (result && source && !this.bySource.has(source))
      this.bySource.set(source, { bytes, modified, result });
  }
}
