import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { type Board, boardName } from './board';
import { type Health, type HealthState, healthState } from './health';
import { Lease, PollWindow } from './lease';

export interface SharingOptions {
  board: Board;
  clock: Clock;
  log: Log;
}

/** What this window and the others tell each other, so that one asks and all know. */
export class Sharing implements Disposable {
  private readonly window = new PollWindow();
  /** `at` of the state of each connection's health that is on the board, as far as known. */
  private readonly told = new Map<string, string>();

  constructor(private readonly options: SharingOptions) {}

  leaseFor(connectionId: string, projectId: string): Lease {
    return new Lease(boardName('lease', connectionId, projectId), this.window, this.options);
  }

  /** Takes over what another window learned about a server; true when that is news. */
  async readHealth(connectionId: string, health: Health): Promise<boolean> {
    try {
      const text = await this.options.board.read(boardName('health', connectionId));
      return text !== undefined && health.adopt(healthState.parse(JSON.parse(text)));
    } catch (error) {
      this.options.log.debug(
        `What other windows know of ${connectionId} is not readable: ${messageOf(error)}`,
      );
      return false;
    }
  }

  /** Tells the others of trouble with a server, and of its end. */
  async writeHealth(connectionId: string, state: HealthState): Promise<void> {
    const known = this.told.get(connectionId);
    const text = JSON.stringify(state.trouble === null ? { ...state, freshAt: state.at } : state);
    if (known === text || (known === undefined && state.trouble === null)) return;
    this.told.set(connectionId, text);
    try {
      await this.options.board.write(boardName('health', connectionId), text);
    } catch (error) {
      this.options.log.warn(`Other windows do not hear of ${connectionId}: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.window.dispose();
  }
}
