import { ConfigurationTarget, workspace } from 'vscode';
import type { ModelSettingSource } from '../connections/models/modelChoice';
import { settings } from '../ids';
import { readOwnSetting } from './settings';

/** 0 stands for no limit. */
const limit = (value: number): number | null => value || null;

/**
 * The settings of language models as the person wrote them. Read from the person's own settings alone: whatever a
 * workspace or folder says, it cannot send a document or a key anywhere.
 */
export const modelSetting: ModelSettingSource = {
  read: () => {
    const provider = readOwnSetting(settings.modelProvider);
    if (provider === 'rules') return { provider };
    const model = readOwnSetting(settings.modelName).trim();
    const contextTokens = limit(readOwnSetting(settings.modelContextTokens));
    const budget = {
      tokens: limit(readOwnSetting(settings.modelTokens)),
      seconds: limit(readOwnSetting(settings.modelSeconds)),
    };
    if (provider === 'vscode') return { provider, model, contextTokens, budget };
    return { provider, url: readOwnSetting(settings.modelEndpoint).trim(), model, contextTokens, budget };
  },
  write: async chosen => {
    const section = workspace.getConfiguration();
    const put = (id: string, value: string | undefined) =>
      section.update(id, value, ConfigurationTarget.Global);
    // The provider last: until then the new names mean nothing to it.
    if (chosen.provider !== 'rules') await put(settings.modelName, chosen.model);
    if (chosen.provider === 'endpoint') await put(settings.modelEndpoint, chosen.url);
    await put(settings.modelProvider, chosen.provider === 'rules' ? undefined : chosen.provider);
  },
  onDidChange: listener =>
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('llamaBatches.model')) listener();
    }),
};
