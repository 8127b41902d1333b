import {
  type LanguageModelAccessInformation,
  type LanguageModelChat,
  type LanguageModelChatSelector,
  lm,
} from 'vscode';
import { delay, systemClock } from '../../base/clock';
import type { Event as OwnEvent } from '../../base/event';
import { askChatModel, failure, noConsent } from './askChatModel';
import type { ChatModel, ChatModels } from './chatModels';

/** Extensions that have models are started to be asked for them. */
const selectMs = 15_000;

/** The language models that the extensions of this VS Code provide. */
export function vscodeChatModels(access: LanguageModelAccessInformation): ChatModels {
  const models = new Selection();
  const onDidChange: OwnEvent<void> = listener => {
    // Older versions of VS Code (1.105) tell of a change whenever models are looked up, also by us.
    const heard = () => !models.busy && listener();
    const subscriptions = [lm.onDidChangeChatModels(heard), access.onDidChange(heard)];
    return { dispose: () => subscriptions.forEach(subscription => void subscription.dispose()) };
  };
  return {
    onDidChange,
    list: async () => (await models.select({})).map(told),
    find: async id => {
      const model = await models.byId(id);
      return model && told(model);
    },
    ask: async (id, request, signal) => {
      const model = await models.byId(id);
      if (!model) return failure('unavailable', 'VS Code no longer has the language model that was chosen.');
      // Undefined where VS Code has not asked the person yet; it does so now.
      if (access.canSendRequest(model) === false) return noConsent(model);
      return askChatModel(model, request, signal);
    },
  };
}

const told = ({ vendor, id, name, maxInputTokens }: LanguageModelChat): ChatModel => ({
  ...{ id: `${vendor}/${id}`, vendor, name: name || id, maxInputTokens },
});

/** Looks models up. */
class Selection {
  private open = 0;

  get busy(): boolean {
    return this.open > 0;
  }

  /** By `vendor/id`. */
  async byId(id: string): Promise<LanguageModelChat | undefined> {
    const slash = id.indexOf('/');
    if (slash < 1) return undefined;
    return (await this.select({ vendor: id.slice(0, slash), id: id.slice(slash + 1) }))[0];
  }

  /** The models that there are; none where the extension that should tell them does not come to an end. */
  async select(selector: LanguageModelChatSelector): Promise<readonly LanguageModelChat[]> {
    const late = new AbortController();
    const none = delay(systemClock, selectMs, late.signal).then(
      () => [],
      () => [],
    );
    this.open++;
    try {
      return await Promise.race([lm.selectChatModels(selector), none]);
    } finally {
      this.open--;
      late.abort();
    }
  }
}
