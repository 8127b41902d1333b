import type { Locator, Page } from 'playwright-core';

/** A tree view of a side bar or panel. Only rows on the screen exist: VS Code draws no others. */
export class Tree {
  readonly element: Locator;

  constructor(page: Page, name: string) {
    this.element = page.getByRole('tree', { name });
  }

  /** A row by its accessible name: what a reader hears, which begins with the label unless the extension says otherwise. */
  row(name: string | RegExp): Locator {
    return this.element.getByRole('treeitem', { name }).first();
  }

  /** What every row on the screen shows, label and description, indented by two blanks a level. */
  async rows(): Promise<string[]> {
    return this.element.getByRole('treeitem').evaluateAll(rows =>
      rows.map(row => {
        const text = [row.querySelector('.label-name'), row.querySelector('.label-description')]
          .map(part => part?.textContent?.trim())
          .filter(Boolean);
        return '  '.repeat(Number(row.ariaLevel ?? 1) - 1) + text.join('  ');
      }),
    );
  }

  /** What a reader hears of every row on the screen. */
  async spokenRows(): Promise<string[]> {
    return this.element.getByRole('treeitem').evaluateAll(rows => rows.map(row => row.ariaLabel ?? ''));
  }

  /** Opens a row that can be opened; does nothing where it is open. */
  async expand(name: string | RegExp): Promise<void> {
    await this.#toggle(name, 'true');
  }

  /** Closes a row; does nothing where it is closed. */
  async collapse(name: string | RegExp): Promise<void> {
    await this.#toggle(name, 'false');
  }

  async #toggle(name: string | RegExp, wanted: 'true' | 'false'): Promise<void> {
    const row = this.row(name);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === wanted) return;
    await row.locator('.monaco-tl-twistie').click();
    await this.element
      .page()
      .waitForFunction(([element, value]) => element?.getAttribute('aria-expanded') === value, [
        await row.elementHandle(),
        wanted,
      ] as const);
  }
}
