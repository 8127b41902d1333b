import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Uri, workspace } from 'vscode';
import { count } from '../../base/amounts';
import type { Disposable } from '../../base/lifecycle';
import type { Connection } from '../../connections/connection';
import { settings } from '../../ids';
import { readSetting } from '../../platform/settings';
import { workspaceIdentity } from '../../platform/workspaceIdentity';
import { EarlierIndex } from '../../runs/earlier/earlierIndex';
import { type EarlierByPath, findEarlier, stillThere } from '../../runs/earlier/findEarlier';
import { filesUnderWay } from '../../runs/earlier/underWay';
import { countPlan } from '../../runs/plan/countPlan';
import { type Offer, offerOf } from '../../runs/plan/offer';
import type { Plan } from '../../runs/plan/plan';
import { planFiles } from '../../runs/plan/planFiles';
import type { RunJobType } from '../../runs/run';
import type { Services } from '../../services';

/**
 * Finds out in the background, while a person answers questions, what a run over the chosen files would send. Ends when
 * it is disposed.
 */
export class Preparation implements Disposable {
  private readonly abort = new AbortController();
  private readonly progress = new StepProgress();
  /** With its pages counted. */
  readonly plan: Promise<Plan>;
  readonly projectId: Promise<string>;

  constructor(
    private readonly services: Services,
    readonly connection: Connection,
    readonly roots: readonly string[],
    private readonly paths: ReadonlyMap<string, string> = new Map(),
  ) {
    this.plan = this.prepare(roots);
    this.projectId = connection.projectFor(workspaceIdentity());
    // Told by whoever asks for them.
    this.plan.catch(() => undefined);
    this.projectId.catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Hears what is being done at present, in a few words. */
  readonly onProgress = (listener: (words: string) => void): void => this.progress.listen(listener);

  /** What a person is asked about, once the files were compared with earlier results. */
  async offer(
    jobType: RunJobType,
    parameters: Readonly<Record<string, unknown>>,
    fingerprint: string | null,
  ): Promise<Offer> {
    const plan = await this.plan;
    if (fingerprint === null) return offerOf(plan, new Map(), jobType, parameters);
    const { connections, ledger } = this.services;
    const readable = connections.list().filter(({ state }) => state === 'ready');
    const serverKeys = new Map(readable.map(connection => [connection.id, connection.serverKey]));
    const serverKeyOf = (id: string) => serverKeys.get(id);
    const sought = { serverKey: this.connection.serverKey, jobType, fingerprint };
    const runs = ledger.runs();
    const earlier = await this.earlier(plan, jobType, new EarlierIndex(runs, serverKeyOf, sought));
    const underWay = filesUnderWay(plan.files, runs, serverKeyOf, sought);
    return offerOf(plan, earlier, jobType, parameters, underWay);
  }

  dispose(): void {
    this.abort.abort();
  }

  private async prepare(roots: readonly string[]): Promise<Plan> {
    const { supportedExtensions, maxFileBytes } = this.connection;
    const options = { ...(await planSettings(roots)), supportedExtensions, maxBytes: maxFileBytes };
    const { paths } = this;
    const found = await planFiles(roots, { ...options, paths }, this.signal, ({ files }) =>
      this.progress.say(`Looking through the files… ${count(files, 'file')} so far`),
    );
    return countPlan(found, this.signal, files =>
      this.progress.say(
        `Counting pages… ${files.toLocaleString('en')} of ${count(found.files.length, 'file')}`,
      ),
    );
  }

  private async earlier(plan: Plan, jobType: RunJobType, index: EarlierIndex): Promise<EarlierByPath> {
    if (index.isEmpty) return new Map();
    const found = await findEarlier(plan.files, index, this.signal, files =>
      this.progress.say(
        `Comparing with earlier results… ${files.toLocaleString('en')} of ${count(plan.files.length, 'file')}`,
      ),
    );
    return stillThere(found, jobType, this.services.connections.clientFor, this.signal);
  }
}

/** Hands what is being done to whichever step of the quick pick is on screen. */
class StepProgress {
  private words = '';
  private listener: ((words: string) => void) | undefined;

  listen(listener: (words: string) => void): void {
    this.listener = listener;
    if (this.words) listener(this.words);
  }

  say(words: string): void {
    this.words = words;
    this.listener?.(words);
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
