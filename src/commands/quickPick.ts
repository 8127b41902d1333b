import { type QuickInputButton, QuickInputButtons, type QuickPick, type QuickPickItem, window } from 'vscode';
import { Dismissed } from './register';

/** A person went one step back. */
export const back = Symbol('back');

export interface StepOptions<T extends QuickPickItem> {
  title: string;
  placeholder: string;
  step?: number;
  totalSteps?: number;
  canGoBack?: boolean;
  /** A button of an item was pressed: the step is left, as with Escape, and this is done. */
  onItemButton?: (item: T) => Promise<void>;
  /** Gives the items; the list shows that it is busy until then. */
  items: (pick: QuickPick<T>, signal: AbortSignal) => Promise<readonly T[]>;
}

/**
 * One step of a quick pick. Resolves to the item, or to {@link back}; rejects with Dismissed on Escape, and with what
 * `items` throws. Leaving the step aborts the work of `items`.
 */
export function pickStep<T extends QuickPickItem>(options: StepOptions<T>): Promise<T | typeof back> {
  const pick = window.createQuickPick<T>();
  const abort = new AbortController();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.step = options.step;
  pick.totalSteps = options.totalSteps;
  const buttons: QuickInputButton[] = options.canGoBack ? [QuickInputButtons.Back] : [];
  pick.buttons = buttons;
  return new Promise<T | typeof back>((resolve, reject) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) resolve(item);
    });
    pick.onDidTriggerButton(button => button === QuickInputButtons.Back && resolve(back));
    pick.onDidTriggerItemButton(({ item }) => {
      const done = options.onItemButton?.(item) ?? Promise.resolve();
      done.then(() => reject(new Dismissed()), reject);
    });
    pick.onDidHide(() => reject(new Dismissed()));
    pick.busy = true;
    pick.show();
    options.items(pick, abort.signal).then(items => {
      pick.items = items;
      pick.busy = false;
    }, reject);
  }).finally(() => {
    abort.abort();
    pick.dispose();
  });
}
