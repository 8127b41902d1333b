import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Emitter } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { WebhookFields } from '../protocol/webhooks';
import { environmentKey } from './environmentKey';
import { serverAddress } from './serverAddress';

/** What is needed of VS Code's SecretStorage. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  /** Also of what other windows do. */
  onDidChange(listener: (change: { key: string }) => void): Disposable;
}

/**
 * Why there is no key to send. `absent`: none was entered, or the system lost it. `moved`: it was entered for another
 * address. `unset`: the environment no longer has it. `refused`: the server did not accept it.
 */
export type NoKey = 'absent' | 'moved' | 'unset' | 'refused';

export type KeyReading = { key: string; source: 'entered' | 'environment' } | { none: NoKey };

/** A key as a person gives it: entered, or the environment's, which is not copied. */
export type GivenKey = { entered: string } | 'environment';

/** `key` null: it is the environment's, whose hash was `hash` when a person chose it. */
const keyRecord = z.object({ baseUrl: z.string(), key: z.nullable(z.string()), hash: z.string() });
/** As the command that chooses them wrote it, which has checked it against the API's own schema. */
const webhookRecord = z.object({
  baseUrl: z.string(),
  webhooks: z.custom<WebhookFields>(value => typeof value === 'object' && value !== null),
});

const names = {
  key: (id: string) => `key:${id}`,
  refused: (id: string) => `refused:${id}`,
  webhooks: (id: string) => `webhooks:${id}`,
};

/**
 * The keys of connections, and the webhooks with their signing secrets, in SecretStorage. Each is kept together with
 * the address it was given for, and read for that address only: whoever changes the address of a connection gets
 * neither. A key that a server refused is marked by its hash, so that all windows stop at once and only one asks.
 */
export class KeyStore implements Disposable {
  private readonly changed = new Emitter<string>();
  /** Id of a connection whose key, mark or webhooks changed, in this window or another. */
  readonly onDidChange = this.changed.event;
  private readonly subscription: Disposable;
  /** Records without a secret in them, for systems that keep none. */
  private readonly ofThisWindow = new Map<string, string>();

  constructor(
    private readonly secrets: Secrets,
    private readonly log: Log,
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {
    this.subscription = secrets.onDidChange(({ key }) => {
      const id = key.slice(key.indexOf(':') + 1);
      if (Object.values(names).some(name => name(id) === key)) this.changed.fire(id);
    });
  }

  /** The key of a connection, for its address only. */
  async read(id: string, baseUrl: string): Promise<KeyReading> {
    const record = await this.record(names.key(id), keyRecord);
    if (!record) return { none: 'absent' };
    if (record.baseUrl !== baseUrl) return { none: 'moved' };
    const key = record.key ?? this.environmentKeyFor(baseUrl, record.hash);
    if (key === undefined) return { none: 'unset' };
    if (await this.isRefused(id, key)) return { none: 'refused' };
    return { key, source: record.key === null ? 'environment' : 'entered' };
  }

  /** Keeps a key that the server has just accepted. Rejects with a sentence where the system keeps no secrets. */
  async keep(id: string, baseUrl: string, given: GivenKey): Promise<void> {
    const key = given === 'environment' ? null : given.entered;
    const hash = hashOf(key ?? environmentKey(this.env)?.key ?? '');
    const record = { baseUrl, key, hash } satisfies z.input<typeof keyRecord>;
    // Without a keyring the environment is the way that is left, so the choice of it holds for this window at least.
    if (key === null) this.ofThisWindow.set(names.key(id), JSON.stringify(record));
    else this.ofThisWindow.delete(names.key(id));
    await this.store(names.key(id), record).catch(error => {
      if (key !== null) throw error;
      this.log.warn(messageOf(error));
    });
    await this.remove(names.refused(id));
  }

  /** Notes that the server refused this key. False where that was known, as when another window heard it first. */
  async markRefused(id: string, key: string): Promise<boolean> {
    if (await this.isRefused(id, key)) return false;
    await this.secrets.store(names.refused(id), hashOf(key));
    return true;
  }

  /** Removes all that is kept of a connection. */
  async forget(id: string): Promise<void> {
    this.ofThisWindow.delete(names.key(id));
    for (const name of Object.values(names)) await this.remove(name(id));
  }

  /** The webhooks chosen for a connection, for its address only. */
  async webhooks(id: string, baseUrl: string): Promise<WebhookFields> {
    const record = await this.record(names.webhooks(id), webhookRecord);
    return record?.baseUrl === baseUrl ? record.webhooks : {};
  }

  async keepWebhooks(id: string, baseUrl: string, webhooks: WebhookFields): Promise<void> {
    await this.store(names.webhooks(id), { baseUrl, webhooks } satisfies z.input<typeof webhookRecord>);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /**
   * The environment's key, where it is meant for this address: the environment names it, or the key is the one that the
   * person chose for it. A window started from a shell of another account has another account's key.
   */
  private environmentKeyFor(baseUrl: string, hash: string): string | undefined {
    const found = environmentKey(this.env);
    if (!found) return undefined;
    return isSameAddress(found.baseUrl, baseUrl) || hashOf(found.key) === hash ? found.key : undefined;
  }

  private async isRefused(id: string, key: string): Promise<boolean> {
    return (await this.get(names.refused(id))) === hashOf(key);
  }

  /** What is kept under a name; undefined where nothing is, or nothing that can be read. */
  private async record<T>(name: string, schema: z.ZodMiniType<T>): Promise<T | undefined> {
    const text = await this.get(name);
    if (text === undefined) return undefined;
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      this.log.warn(`What is kept as ${name} cannot be read; it counts as lost.`);
      return undefined;
    }
  }

  /** Systems without a keyring lose secrets or refuse to read them: that counts as none, and a person is asked again. */
  private async get(name: string): Promise<string | undefined> {
    try {
      return (await this.secrets.get(name)) ?? this.ofThisWindow.get(name);
    } catch (error) {
      this.log.warn(`This system's store of secrets could not be read: ${messageOf(error)}`);
      return this.ofThisWindow.get(name);
    }
  }

  /** A system that cannot remove a secret has kept none that could be read. */
  private async remove(name: string): Promise<void> {
    try {
      await this.secrets.delete(name);
    } catch (error) {
      this.log.warn(`${name} could not be removed from this system's store of secrets: ${messageOf(error)}`);
    }
  }

  private async store(name: string, value: unknown): Promise<void> {
    try {
      await this.secrets.store(name, JSON.stringify(value));
    } catch (cause) {
      throw new Error(
        'This system does not keep secrets for VS Code. Set the key as LLAMA_CLOUD_API_KEY in the environment that VS Code is started from, or set up a keyring.',
        { cause },
      );
    }
  }
}

function isSameAddress(named: string, baseUrl: string): boolean {
  try {
    return serverAddress(named) === baseUrl;
  } catch {
    return false;
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
