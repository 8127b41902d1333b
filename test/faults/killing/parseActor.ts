import assert from 'node:assert/strict';
import { Actor } from './actor';
import { hasEnded } from './beliefs';
import { formOf } from './documents';
import type { Item } from './world';

const mostOpen = 6;

interface ListedJob extends Item {
  user_metadata: Record<string, string> | null;
}

/** Has single documents parsed, and deletes jobs that have ended, whoever made them. */
export class ParseActor extends Actor {
  /** What each job that was asked for without an answer must be the parse of, by the mark in its metadata. */
  private readonly unseen = new Map<string, string>();
  private count = 0;

  async check(): Promise<void> {
    if (this.unseen.size === 0) return;
    for (const { id, name, user_metadata } of await this.world.all<ListedJob>('/api/v2/parse')) {
      const document = this.unseen.get(user_metadata?.['mark'] ?? '');
      if (document === undefined) continue;
      assert.equal(name, document, `job ${id} is that of another document`);
      this.world.meetJob(id, name, null);
    }
    this.unseen.clear();
  }

  protected async act(): Promise<void> {
    const jobs = [...this.world.jobs.values()].filter(job => job.deleted === 'no');
    const open = jobs.filter(job => job.batch === null && !hasEnded(job.status));
    const ended = jobs.filter(job => hasEnded(job.status));
    const dice = this.random.next();
    if (dice < 0.4 && open.length < mostOpen) return this.parse();
    if (dice < 0.5 && open.length > 0) return this.world.cancelJob(this.random.pick(open));
    if (dice < 0.65 && ended.length > 0) return this.world.deleteJob(this.random.pick(ended));
    if (open.length > 0) return this.world.lookAtJob(this.random.pick(open));
    return this.parse();
  }

  private async parse(): Promise<void> {
    const document = this.random.pick(this.world.documents);
    const mark = `${this.name} ${this.count++}`;
    const disable_cache = this.random.chance(0.5);
    const configuration = { tier: 'fast', version: 'latest', disable_cache, user_metadata: { mark } };
    this.unseen.set(mark, document.name);
    const form = formOf('file', document, { configuration: JSON.stringify(configuration) });
    const { body } = await this.world.ask('POST', '/api/v2/parse/upload', 200, form);
    this.unseen.delete(mark);
    this.world.meetJob(String(body['id']), document.name, null);
  }
}
