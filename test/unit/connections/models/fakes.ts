import { Emitter } from '../../../../src/base/event';
import type { ChatModel, ChatModels } from '../../../../src/connections/models/chatModels';
import type { ModelSetting, ModelSettingSource } from '../../../../src/connections/models/modelChoice';
import type { Memory } from '../../../../src/connections/models/modelConsents';
import type { AskAnswer, AskedRequest } from '../../../../src/protocol/localModels';

/** VS Code's models without VS Code. */
export class FakeChat implements ChatModels {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  models: ChatModel[] = [{ id: 'maker/small', vendor: 'maker', name: 'Small', maxInputTokens: 4000 }];
  readonly asked: { id: string; request: AskedRequest; signal: AbortSignal }[] = [];
  answer: () => Promise<AskAnswer> = async () => ({
    answer: { text: '{}', end: 'complete', inputTokens: 3, outputTokens: 1 },
  });

  async list() {
    return this.models;
  }
  async find(id: string) {
    return this.models.find(model => model.id === id);
  }
  ask(id: string, request: AskedRequest, signal: AbortSignal) {
    this.asked.push({ id, request, signal });
    return this.answer();
  }
  change(models: ChatModel[]) {
    this.models = models;
    this.changed.fire();
  }
}

export class FakeSetting implements ModelSettingSource {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  value: ModelSetting = { provider: 'rules' };

  read() {
    return this.value;
  }
  async write() {
    throw new Error('not asked for');
  }
  edit(value: ModelSetting) {
    this.value = value;
    this.changed.fire();
  }
}

/** VS Code's Memento of a machine. */
export class FakeMemory implements Memory {
  readonly values = new Map<string, unknown>();
  get<T>(key: string) {
    return this.values.get(key) as T | undefined;
  }
  async update(key: string, value: unknown) {
    this.values.set(key, value);
  }
}

export const budget = { tokens: 1000, seconds: 60 };
export const small: Extract<ModelSetting, { provider: 'vscode' }> = {
  ...{ provider: 'vscode', model: 'maker/small' },
  ...{ contextTokens: null, budget },
};
export const ollama: Extract<ModelSetting, { provider: 'endpoint' }> = {
  ...{ provider: 'endpoint', url: 'http://127.0.0.1:11434/v1/', model: 'qwen3:8b' },
  ...{ contextTokens: 8192, budget },
};
