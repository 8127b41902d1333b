import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock';
import type { WebhookPayload } from '../../protocol/webhooks';
import type { AnnouncedEvent, Announcer, Subject } from '../jobs/announcer';
import type { WebhookOutbox } from '../store/webhookOutbox';

/** Puts events into the outbox, one delivery for each webhook that wants to hear of them. */
export class OutboxAnnouncer implements Announcer {
  constructor(
    private readonly outbox: WebhookOutbox,
    private readonly clock: Clock,
    /** Hears of receivers that have something to be sent once the running transaction is committed. */
    private readonly onAdded: (receiver: string) => void,
  ) {}

  announce(event: AnnouncedEvent, subject: Subject): void {
    const wanted = subject.webhooks.filter(({ events }) => events === null || events.includes(event));
    if (wanted.length === 0) return;
    const now = this.clock.now();
    const event_id = randomUUID();
    const payload = JSON.stringify(payloadOf(event, subject, event_id, now));
    for (const hook of wanted) {
      const delivery = { subject_id: subject.id, event_id, event_type: event, hook, payload };
      this.onAdded(this.outbox.add(delivery, now));
    }
  }
}

/** The API's documents say no more of `data` than that it has the id and the status (LlamaCloud API docs, "Webhooks"). */
function payloadOf(
  event_type: AnnouncedEvent,
  subject: Subject,
  event_id: string,
  now: number,
): WebhookPayload {
  const { id, project_id, status, error_message = null, facts } = subject;
  const data = { id, job_id: id, project_id, status, error_message, ...facts };
  return { event_id, event_type, timestamp: now / 1000, data };
}
