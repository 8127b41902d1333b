import type { Locator, Page } from 'playwright-core';

/** The quick pick or input box that is open. */
export class QuickPick {
  readonly #widget: Locator;

  constructor(private readonly page: Page) {
    this.#widget = page.locator('.quick-input-widget');
  }

  /** Its whole element, for assertions that the helpers below do not cover. */
  get element(): Locator {
    return this.#widget;
  }

  /** Waits until it is open, with this title where one is given. */
  async waitFor(title?: string | RegExp): Promise<this> {
    const sign = title === undefined ? this.#widget : this.#widget.getByText(title).first();
    await sign.waitFor();
    return this;
  }

  /** An item by its label, or by a pattern of label, description and detail. */
  item(name: string | RegExp): Locator {
    return this.#widget.getByRole('option', { name }).first();
  }

  /** The visible items as a reader hears them: label, description, detail. */
  async items(): Promise<string[]> {
    const labels = await this.#widget
      .getByRole('option')
      .evaluateAll(rows => rows.map(row => row.ariaLabel ?? ''));
    return labels.map(label => label.trim());
  }

  /** Clicks an item. */
  async pick(name: string | RegExp): Promise<void> {
    await this.item(name).click();
  }

  /** Types into the box, replacing what is there. */
  async type(text: string): Promise<void> {
    await this.#widget.locator('.quick-input-box input').fill(text);
  }

  /** Enter: takes the focused item or the typed text. */
  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** Clicks a button in the title or message (`Start`, `OK`). */
  async press(name: string | RegExp): Promise<void> {
    await this.#widget.getByRole('button', { name }).click();
  }

  /** Escape: closes it and waits until it is gone. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.#widget.waitFor({ state: 'hidden' });
  }
}
