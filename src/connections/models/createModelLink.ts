import { type ExtensionContext, window } from 'vscode';
import { systemClock } from '../../base/clock';
import type { Log } from '../../base/log';
import { modelSetting } from '../../platform/modelSetting';
import type { KeyStore } from '../keyStore';
import { ModelConsents } from './modelConsents';
import { ModelLink } from './modelLink';
import { vscodeChatModels } from './vscodeChatModels';

/** This window's part in the work of language models, over VS Code itself. */
export function createModelLink(context: ExtensionContext, keys: KeyStore, log: Log): ModelLink {
  return new ModelLink({
    setting: modelSetting,
    consents: new ModelConsents(context.globalState),
    chat: vscodeChatModels(context.languageModelAccessInformation),
    onFocus: listener => window.onDidChangeWindowState(({ focused }) => focused && listener()),
    ...{ keys, clock: systemClock, log },
  });
}
