import type { Locator, Page } from 'playwright-core';

/** A notification on the screen (a toast), found by its message. */
export class Notification {
  readonly element: Locator;

  constructor(page: Page, text: string | RegExp) {
    const message = page.locator('.notification-list-item-message', { hasText: text });
    this.element = page.locator('.notifications-toasts .notification-list-item').filter({ has: message });
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
