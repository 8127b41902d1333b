import { randomUUID } from 'node:crypto';
import type { AskAnswer } from '../../protocol/localModels';
import type { Windows } from '../server/windows';
import type { ModelRequest } from './types';

/** The windows that are attached, by the names that they were given. */
export type AttachedWindows = Pick<Windows, 'onAttached' | 'onDetached' | 'sendTo'>;

interface OpenAsk {
  window: string;
  end(answer: AskAnswer | 'lost'): void;
}

/** Questions that windows are asked and have not answered yet. */
export class WindowAsks {
  private readonly open = new Map<string, OpenAsk>();

  constructor(private readonly windows: AttachedWindows) {}

  /**
   * Asks a window for the answer of a model of VS Code. `lost`: the window went before it answered. Where the signal
   * aborts, the window is told and the reason is thrown.
   */
  ask(
    window: string,
    model: string,
    request: ModelRequest,
    signal: AbortSignal,
  ): Promise<AskAnswer | 'lost'> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const id = randomUUID();
      const abort = () => {
        this.open.delete(id);
        this.windows.sendTo(window, { type: 'cancel_ask', id });
        reject(signal.reason);
      };
      const end = (answer: AskAnswer | 'lost') => {
        this.open.delete(id);
        signal.removeEventListener('abort', abort);
        resolve(answer);
      };
      if (!this.windows.sendTo(window, { type: 'ask', id, model, request })) return resolve('lost');
      this.open.set(id, { window, end });
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** False where nobody waits for this answer (any more). */
  answer(id: string, answer: AskAnswer): boolean {
    const asked = this.open.get(id);
    asked?.end(answer);
    return asked !== undefined;
  }

  /** The window has gone. */
  lose(window: string): void {
    for (const asked of [...this.open.values()]) if (asked.window === window) asked.end('lost');
  }
}
