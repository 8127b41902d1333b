import type { Event } from '../../base/event';
import type { ModelBudget } from '../../protocol/localModels';

/** What the settings say about language models, before anything of it was tried. */
export type ModelSetting =
  | { provider: 'rules' }
  | { provider: 'vscode'; model: string; contextTokens: number | null; budget: ModelBudget }
  | { provider: 'endpoint'; url: string; model: string; contextTokens: number | null; budget: ModelBudget };

/** A model that a person chose, without the limits. */
export type ChosenModel =
  | { provider: 'rules' }
  | { provider: 'vscode'; model: string }
  | { provider: 'endpoint'; url: string; model: string };

/** The settings as the person wrote them: nothing that a workspace or a folder says is among it. */
export interface ModelSettingSource {
  read(): ModelSetting;
  write(chosen: ChosenModel): Promise<void>;
  readonly onDidChange: Event<void>;
}
