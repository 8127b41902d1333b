import { type Clock, delay } from '../../base/clock';
import type { Event } from '../../base/event';
import { type Disposable, DisposableStore } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { EngineChannel } from '../engine/engineChannel';
import { answerAsks } from './answerAsks';
import type { ChatModels } from './chatModels';
import { tellChoice } from './engineModels';
import type { ModelSettingSource } from './modelChoice';
import type { Destination, ModelConsents } from './modelConsents';
import { choiceOf, isEndpointKey, type ModelState, modelState, type StateParts } from './modelState';

/** Settings are written one after the other; what they say in between counts for nothing. */
const settleMs = 250;

export interface ModelLinkOptions extends StateParts {
  setting: ModelSettingSource;
  /** A person turns to this window: another may have heard meanwhile what is allowed. */
  onFocus: Event<void>;
  clock: Clock;
  log: Log;
}

/**
 * This window's part in the work of language models: it tells the engine which one the person chose, at each attach and
 * at each change, and answers what the engine asks VS Code's own.
 */
export class ModelLink implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly ended = new AbortController();
  private channel: EngineChannel | undefined;
  /** What is being told, or was last. */
  private telling: Promise<void> = Promise.resolve();
  private changes = 0;

  readonly setting: ModelSettingSource;
  readonly chat: ChatModels;
  readonly consents: ModelConsents;

  constructor(private readonly options: ModelLinkOptions) {
    const { setting, keys, chat, consents } = options;
    this.setting = setting;
    this.chat = chat;
    this.consents = consents;
    const changed = () => void this.changed();
    this.owned.add(setting.onDidChange(changed));
    this.owned.add(chat.onDidChange(changed));
    this.owned.add(options.onFocus(changed));
    this.owned.add(keys.onDidChange(id => isEndpointKey(id) && changed()));
  }

  /** What does the work as things stand. */
  state(): Promise<ModelState> {
    return modelState(this.options.setting.read(), this.options);
  }

  /** The person allows that documents go there, from now on and on this machine. */
  async allow(destination: Destination): Promise<void> {
    await this.options.consents.allow(destination);
    await this.tell();
  }

  /** Serves an engine that this window is attached to, until that ends. */
  attached(channel: EngineChannel): void {
    this.channel = channel;
    const asks = this.owned.add(answerAsks(channel, this.options));
    void channel.closed.then(() => {
      if (this.channel === channel) this.channel = undefined;
      asks.dispose();
    });
    void this.tell();
  }

  /** Tells the engine, where one is attached; it knows once this resolves. Never rejects. */
  tell(): Promise<void> {
    this.changes++;
    this.telling = this.telling.then(() => this.tellNow());
    return this.telling;
  }

  dispose(): void {
    this.ended.abort();
    this.owned.dispose();
  }

  private async changed(): Promise<void> {
    const change = ++this.changes;
    await delay(this.options.clock, settleMs, this.ended.signal).catch(() => undefined);
    if (change === this.changes && !this.ended.signal.aborted) await this.tell();
  }

  private async tellNow(): Promise<void> {
    const { channel } = this;
    // An engine without names for windows is older than this, and about to leave.
    if (!channel?.window) return;
    try {
      await tellChoice(channel, channel.window, choiceOf(await this.state()));
    } catch (error) {
      // The next engine is told at its attach; this one says to jobs that it was not told.
      if (this.channel === channel)
        this.options.log.warn(`the engine could not be told: ${messageOf(error)}`);
    }
  }
}
