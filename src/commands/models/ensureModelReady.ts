import { window } from 'vscode';
import { localConnectionId } from '../../connections/connection';
import { type ModelState, whereTo } from '../../connections/models/modelState';
import type { Services } from '../../services';
import { Dismissed } from '../register';
import { chooseModel } from './chooseModel';
import { explainModel } from './explainModel';
import { tryChatModel } from './tryChatModel';

/** What will extract or classify, for a person to read. */
export interface ModelInUse {
  kind: 'rules' | 'vscode' | 'endpoint';
  /** "by rules, on this machine", "by qwen3:8b at localhost:11434". */
  words: string;
}

/**
 * To be called before a run that extracts or classifies is started. On this machine: the model that the settings name is
 * there and allowed, and the engine knows of it, once this resolves; a person is asked where documents may go the first
 * time, and to choose another where the model is not there. Null on other servers, which have their own. Rejects with
 * Dismissed where the person would rather not, and with a sentence where the model does not answer.
 */
export async function ensureModelReady(
  services: Services,
  connectionId: string = localConnectionId,
): Promise<ModelInUse | null> {
  if (connectionId !== localConnectionId) return null;
  const link = await services.models();
  for (;;) {
    const state = await link.state();
    if (state.kind === 'unasked') {
      const { destination, id, model } = state;
      if (!(await explainModel(destination, model))) throw new Dismissed();
      if (destination.kind === 'vscode') await tryChatModel(link, id, model);
      await link.allow(destination);
    } else if (state.kind === 'blocked') {
      await offerAnother(services, state.message);
    } else {
      await services.engine.connect();
      await link.tell();
      return inUse(state);
    }
  }
}

/** What the `fast` tier always is, whatever model is chosen. */
export const byRules: ModelInUse = { kind: 'rules', words: 'by rules, on this machine' };

function inUse(state: ModelState & { kind: 'rules' | 'ready' }): ModelInUse {
  if (state.kind === 'rules') return byRules;
  const { destination, model } = state;
  return { kind: destination.kind, words: `by ${model} at ${whereTo(destination)}` };
}

/** Rejects with Dismissed where the person chooses nothing else. */
async function offerAnother(services: Services, message: string): Promise<void> {
  const choose = 'Choose Language Model…';
  const detail = message.replace(/ ?Run “Llama Batches: [^”]*”\.?/, '');
  const chosen = await window.showWarningMessage(
    'The language model cannot be asked.',
    { modal: true, detail },
    choose,
  );
  if (chosen !== choose) throw new Dismissed();
  await chooseModel(services);
}
