import * as z from 'zod/mini';
import { hook } from '../webhooks/hooks';
import { integer, json, text } from './columns';
import type { Database } from './database';

const row = z.object({
  id: integer,
  /** What keeps its order: a batch or job and a URL. */
  lane: text,
  /** Origin of the URL. */
  receiver: text,
  /** Id of the batch or job. */
  subject_id: text,
  event_id: text,
  event_type: text,
  hook: json(hook),
  /** JSON. */
  payload: text,
  /** Tries that failed. */
  tries: integer,
  due_at: integer,
});
/** An event that one webhook is still to hear of. */
export type DeliveryRow = z.output<typeof row>;
export type NewDelivery = Omit<DeliveryRow, 'id' | 'lane' | 'receiver' | 'tries' | 'due_at'>;

/** Deliveries that are still to be made. Add them in the transaction of the change that they tell. */
export class WebhookOutbox {
  constructor(private readonly db: Database) {}

  /** Due at once, but not before an earlier event of the same batch or job to the same URL. Returns the receiver. */
  add(delivery: NewDelivery, now: number): string {
    const { subject_id, event_id, event_type, hook, payload } = delivery;
    const lane = `${subject_id} ${hook.url}`;
    const receiver = new URL(hook.url).origin;
    this.db.run(
      `INSERT INTO webhook_delivery (lane, receiver, subject_id, event_id, event_type, hook, payload, due_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, max(?8, coalesce(max(due_at), 0)) FROM webhook_delivery WHERE lane = ?1`,
      ...[lane, receiver, subject_id, event_id, event_type, JSON.stringify(hook), payload, now],
    );
    return receiver;
  }

  receivers(): string[] {
    const sql = 'SELECT DISTINCT receiver FROM webhook_delivery';
    return this.db.all(z.object({ receiver: text }), sql).map(found => found.receiver);
  }

  get isEmpty(): boolean {
    return this.db.get(z.object({ id: integer }), 'SELECT id FROM webhook_delivery LIMIT 1') === undefined;
  }

  /** A receiver's delivery that is due first, leaving out some lanes. */
  next(receiver: string, busyLanes: Iterable<string>): DeliveryRow | undefined {
    const sql = `SELECT * FROM webhook_delivery WHERE receiver = ?
      AND lane NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at, id LIMIT 1`;
    return this.db.get(row, sql, receiver, JSON.stringify([...busyLanes]));
  }

  /** Counts a try that failed; the whole lane waits for the next. */
  postpone({ id, lane }: DeliveryRow, dueAt: number): void {
    this.db.transaction(() => {
      this.db.run('UPDATE webhook_delivery SET tries = tries + 1 WHERE id = ?', id);
      this.db.run('UPDATE webhook_delivery SET due_at = ? WHERE lane = ?', dueAt, lane);
    });
  }

  /** Nothing of a receiver is due later than `latest`: for a clock that was set back. */
  hasten(receiver: string, latest: number): void {
    const sql = 'UPDATE webhook_delivery SET due_at = ?2 WHERE receiver = ?1 AND due_at > ?2';
    this.db.run(sql, receiver, latest);
  }

  remove(id: number): void {
    this.db.run('DELETE FROM webhook_delivery WHERE id = ?', id);
  }
}
