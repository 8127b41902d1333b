import type { Locator, Page } from 'playwright-core';

/** A notification on the screen (a toast), found by its text. */
export class Notification {
  readonly element: Locator;

  constructor(page: Page, text: string | RegExp) {
    this.element = page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Waits until it shows, and returns its whole text. */
  async text(timeoutMs?: number): Promise<string> {
    await this.element.first().waitFor(timeoutMs === undefined ? {} : { timeout: timeoutMs });
    return (await this.element.first().locator('.notification-list-item-message').textContent()) ?? '';
  }

  /** Clicks one of its buttons. */
  async press(name: string | RegExp): Promise<void> {
    await this.element.first().getByRole('button', { name }).click();
  }

  /** Waits until no such notification shows. */
  async waitUntilGone(timeoutMs?: number): Promise<void> {
    await this.element
      .first()
      .waitFor({ state: 'hidden', ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }) });
  }
}
