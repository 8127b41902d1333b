import type { Hook } from '../webhooks/hooks';

/** An event of the API's list, such as `batch.success` (LlamaCloud API docs, "Webhooks"). */
export type AnnouncedEvent = `${'batch' | 'parse' | 'extract' | 'classify'}.${string}`;

/** What an event is about: a batch or job as it is after the change. */
export interface Subject {
  id: string;
  project_id: string;
  status: string;
  webhooks: readonly Hook[];
  error_message?: string | null;
  /** Further facts for the event's `data`, under the API's names. */
  facts?: Readonly<Record<string, unknown>>;
}

/** Takes note of changes that webhooks want to hear of. */
export interface Announcer {
  /** Call it inside the transaction that makes the change, so that neither happens without the other. */
  announce(event: AnnouncedEvent, subject: Subject): void;
}
