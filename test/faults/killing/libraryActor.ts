import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Actor } from './actor';
import type { KnownFile } from './beliefs';
import { formOf } from './documents';

const filesPath = '/api/v1/beta/files';
const configurationsPath = '/api/v1/beta/configurations';
const mostFiles = 6;
const mostConfigurations = 4;

interface Listed {
  id: string;
  name: string;
  external_file_id: string | null;
  parameters: { page_ranges?: { max_pages: number } };
}

/** Keeps files outside directories, and saved configurations. */
export class LibraryActor extends Actor {
  private readonly files = new Map<string, KnownFile>();
  /** What each configuration may say, by name; null for none. */
  private readonly configurations = new Map<string, { id: string | null; may: Set<number | null> }>();
  private count = 0;

  async check(): Promise<void> {
    const files = new Map<string | null, Listed>();
    for (const file of await this.world.all<Listed>(filesPath)) files.set(file.external_file_id, file);
    for (const [externalId, file] of this.files) {
      const there = files.get(externalId);
      const name = there?.name ?? null;
      assert.ok(
        file.may.has(name),
        `file ${externalId} is ${name}; it should be ${[...file.may].join(' or ')}`,
      );
      file.may = new Set([name]);
      file.id = there?.id ?? null;
      if (there && this.random.chance(0.2)) await this.checkBytes(there);
      if (!there) this.files.delete(externalId);
    }
    const saved = new Map<string, Listed>();
    for (const one of await this.world.all<Listed>(`${configurationsPath}?latest_only=true`))
      saved.set(one.name, one);
    for (const [name, known] of this.configurations) {
      const there = saved.get(name);
      const pages = there?.parameters.page_ranges?.max_pages ?? null;
      assert.ok(known.may.has(pages), `${name} says ${pages}; it should be ${[...known.may].join(' or ')}`);
      known.may = new Set([pages]);
      known.id = there?.id ?? null;
    }
  }

  private async checkBytes({ id, name }: Listed): Promise<void> {
    const { body } = await this.world.ask('GET', `${filesPath}/${id}/content`, 200);
    const bytes = await this.world.download(String(body['url']));
    const found = createHash('sha256').update(bytes).digest('hex');
    assert.equal(found, this.world.document(name).sha256, `file ${id} has other bytes`);
  }

  protected async act(): Promise<void> {
    const dice = this.random.next();
    const files = [...this.files.values()];
    if (dice < 0.4 && files.length < mostFiles) return this.createFile();
    if (dice < 0.65 && files.length > 0) return this.deleteFile(this.random.pick([...this.files.entries()]));
    const name = `${this.name} ${this.random.int(1, mostConfigurations)}`;
    const id = this.configurations.get(name)?.id;
    return dice > 0.9 && id ? this.deleteConfiguration(name, id) : this.saveConfiguration(name);
  }

  private async createFile(): Promise<void> {
    const document = this.random.pick(this.world.documents);
    const externalId = `${this.name} ${this.count++}`;
    const file: KnownFile = { id: null, may: new Set([null, document.name]) };
    this.files.set(externalId, file);
    const form = formOf('file', document, { external_file_id: externalId, purpose: 'user_data' });
    const { body } = await this.world.ask('POST', filesPath, 201, form);
    file.id = String(body['id']);
    file.may = new Set([document.name]);
  }

  private async deleteFile([externalId, file]: [string, KnownFile]): Promise<void> {
    file.may.add(null);
    await this.world.ask('DELETE', `${filesPath}/${file.id}`, 204);
    this.files.delete(externalId);
  }

  private async saveConfiguration(name: string): Promise<void> {
    const known = this.configurations.get(name) ?? { id: null, may: new Set([null]) };
    this.configurations.set(name, known);
    const max_pages = ++this.count;
    known.may.add(max_pages);
    const parameters = {
      product_type: 'parse_v2',
      tier: 'fast',
      version: 'latest',
      page_ranges: { max_pages },
    };
    const { body } = await this.world.ask('POST', configurationsPath, 201, { name, parameters });
    if (known.id !== null)
      assert.equal(body['id'], known.id, 'a configuration that is saved again keeps its id');
    known.id = String(body['id']);
    known.may = new Set([max_pages]);
  }

  private async deleteConfiguration(name: string, id: string): Promise<void> {
    const known = this.configurations.get(name);
    known?.may.add(null);
    await this.world.ask('DELETE', `${configurationsPath}/${id}`, 204);
    this.configurations.delete(name);
  }
}
