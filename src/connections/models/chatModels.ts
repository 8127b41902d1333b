import type { Event } from '../../base/event';
import type { AskAnswer, AskedRequest } from '../../protocol/localModels';

/** A language model of VS Code, as a person chooses it. */
export interface ChatModel {
  /** `vendor/id`: what the setting names it by. */
  id: string;
  vendor: string;
  /** As its provider calls it. */
  name: string;
  /** Tokens that a question may have. */
  maxInputTokens: number;
}

/** VS Code's language models, or what stands in for them in tests. */
export interface ChatModels {
  list(): Promise<readonly ChatModel[]>;
  /** By `vendor/id`; undefined where no extension has it, or not yet. */
  find(id: string): Promise<ChatModel | undefined>;
  /** Asks, and reads the whole answer. What goes wrong is a `failure` with a sentence; stops where the signal aborts. */
  ask(id: string, request: AskedRequest, signal: AbortSignal): Promise<AskAnswer>;
  /** The models that there are, or what may be asked of them, are others than before. */
  readonly onDidChange: Event<void>;
}
