/**
 * Saved webhook configurations, and the outbox: one row for each event that one webhook is still to hear of. `lane` is
 * what keeps its order (a batch or job and a URL), `receiver` is the origin of the URL.
 */
export const webhooks = `
  CREATE TABLE webhook_config (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, url TEXT NOT NULL,
    events TEXT, headers TEXT, output_format TEXT, signing_secret TEXT,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX webhook_config_project ON webhook_config(project_id, seq);

  CREATE TABLE webhook_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, lane TEXT NOT NULL, receiver TEXT NOT NULL, subject_id TEXT NOT NULL,
    event_id TEXT NOT NULL, event_type TEXT NOT NULL, hook TEXT NOT NULL, payload TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX webhook_delivery_lane ON webhook_delivery(lane);
  CREATE INDEX webhook_delivery_queue ON webhook_delivery(receiver, due_at, id)
`;
