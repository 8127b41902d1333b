import { type Memento, window } from 'vscode';
import * as z from 'zod/mini';
import { type ClassifyRule, readRule } from '../../runs/classify/rules';
import { Dismissed } from '../register';
import { choose } from '../targets';

const lastRules = 'classifyRules';
const remembered = z.array(z.object({ type: z.string(), description: z.string() }));

/** Asks which kinds of documents there are: those that were typed last, or others, one after the other. */
export async function askKinds(memory: Memento, title: string): Promise<readonly ClassifyRule[]> {
  const last = remembered.safeParse(memory.get(lastRules)).data ?? [];
  if (last.length > 0) {
    const kinds = last.map(rule => rule.type).join(', ');
    const choices = [
      { label: 'The same kinds as last time', description: kinds, value: last },
      { label: 'Other kinds…', value: [] },
    ];
    const chosen = await choose('Which kinds of documents are there?', choices, '');
    if (chosen.length > 0) return chosen;
  }
  const rules: ClassifyRule[] = [];
  for (;;) {
    const rule = await askKind(rules, title);
    if (!rule) break;
    rules.push(rule);
  }
  await memory.update(lastRules, rules);
  return rules;
}

/** One more rule; undefined where the person has told all. */
async function askKind(rules: readonly ClassifyRule[], title: string): Promise<ClassifyRule | undefined> {
  const mayEnd = rules.length > 0;
  const text = await window.showInputBox({
    title: `${title}: kind ${rules.length + 1}`,
    prompt: mayEnd ? 'Leave it empty to go on.' : 'A kind of document and how to tell it.',
    placeHolder: 'invoice: a bill with an amount due',
    ignoreFocusOut: true,
    validateInput: entered => {
      if (mayEnd && entered.trim() === '') return undefined;
      const read = readRule(entered, rules);
      return 'problem' in read ? read.problem : undefined;
    },
  });
  if (text === undefined) throw new Dismissed();
  const read = readRule(text, rules);
  return 'rule' in read ? read.rule : undefined;
}
