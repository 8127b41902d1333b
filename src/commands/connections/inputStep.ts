import { InputBoxValidationSeverity, type QuickInputButton, QuickInputButtons, window } from 'vscode';
import { messageOf } from '../../base/log';
import { back } from '../quickPick';
import { Dismissed } from '../register';

export interface InputButton {
  button: QuickInputButton;
  press(): void;
}

export interface InputOptions<T> {
  title: string;
  prompt: string;
  placeholder?: string;
  value?: string;
  password?: boolean;
  canGoBack?: boolean;
  /** Further buttons beside the title; the step stays. */
  buttons?: readonly InputButton[];
  /** What to know about a text that is usable all the same. */
  warning?(text: string): string | undefined;
  /** Turns the text into the result; what it throws is shown below the text, which can be corrected. */
  accept(text: string, signal: AbortSignal): Promise<T>;
}

/**
 * One text that a person types, checked when it is entered. Resolves to what `accept` makes of it, or to `back`;
 * rejects with Dismissed on Escape. Leaving the step aborts the check.
 */
export function inputStep<T>(options: InputOptions<T>): Promise<T | typeof back> {
  const input = window.createInputBox();
  const abort = new AbortController();
  const { canGoBack = false, buttons = [], warning } = options;
  input.title = options.title;
  input.prompt = options.prompt;
  input.placeholder = options.placeholder;
  input.value = options.value ?? '';
  input.password = options.password ?? false;
  input.ignoreFocusOut = true;
  input.buttons = [...(canGoBack ? [QuickInputButtons.Back] : []), ...buttons.map(({ button }) => button)];
  return new Promise<T | typeof back>((resolve, reject) => {
    input.onDidChangeValue(text => {
      const message = warning?.(text);
      input.validationMessage = message && { message, severity: InputBoxValidationSeverity.Warning };
    });
    const check = async () => {
      if (input.busy) return;
      input.busy = true;
      input.enabled = false;
      input.validationMessage = undefined;
      try {
        resolve(await options.accept(input.value, abort.signal));
      } catch (error) {
        input.validationMessage = messageOf(error);
      } finally {
        input.busy = false;
        input.enabled = true;
      }
    };
    input.onDidAccept(() => void check());
    input.onDidTriggerButton(pressed => {
      if (pressed === QuickInputButtons.Back) return resolve(back);
      buttons.find(({ button }) => button === pressed)?.press();
    });
    input.onDidHide(() => reject(new Dismissed()));
    input.show();
  }).finally(() => {
    abort.abort();
    input.dispose();
  });
}
