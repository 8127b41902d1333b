import assert from 'node:assert/strict';
import { commands, type Disposable, type QuickPickItem, window } from 'vscode';
import { putInWindow } from './windows';

/** What a person does in one step: takes an item by its label, or types a text. */
export type Step = { pick: RegExp } | { type: string };

/** What a step showed. */
export interface SeenStep {
  title: string | undefined;
  text: string | undefined;
  password: boolean;
}

const accept = () => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

/**
 * Goes through the quick picks and input boxes that come, in VS Code's own windows, until `undo` is called; `seen` fills
 * with what each of them showed.
 */
export function answeringSteps(steps: readonly Step[]): { seen: SeenStep[]; undo(): void } {
  const left = [...steps];
  const seen: SeenStep[] = [];
  const { createQuickPick, createInputBox } = window;

  putInWindow('createQuickPick', () => {
    const pick = createQuickPick<QuickPickItem>();
    const step = left.shift();
    const subscription: Disposable = pick.onDidChangeActive(async ([active]) => {
      if (!step || !('pick' in step) || !active) return;
      const item = pick.items.find(({ label }) => step.pick.test(label));
      assert.ok(item, `${step.pick} is not among ${pick.items.map(({ label }) => label)}`);
      if (active !== item) {
        pick.activeItems = [item];
        return;
      }
      subscription.dispose();
      seen.push({ title: pick.title, text: pick.placeholder, password: false });
      await accept();
    });
    return pick;
  });
  putInWindow('createInputBox', () => {
    const input = createInputBox();
    const step = left.shift();
    const { show } = input;
    input.show = () => {
      show.call(input);
      if (!step || !('type' in step)) return;
      seen.push({ title: input.title, text: input.prompt, password: input.password });
      if (step.type) input.value = step.type;
      void accept();
    };
    return input;
  });
  const undo = () => {
    putInWindow('createQuickPick', createQuickPick);
    putInWindow('createInputBox', createInputBox);
  };
  return { seen, undo };
}
