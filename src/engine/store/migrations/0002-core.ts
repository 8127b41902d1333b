/** Settings of the engine itself, and what every kind of batch and job keeps of its request. A range is known by its pages alone. */
export const core = `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  ALTER TABLE batch ADD COLUMN parameters TEXT NOT NULL DEFAULT '{}';
  UPDATE batch SET parameters = json_object('product_type', 'parse_v2', 'tier', tier, 'version', 'latest');
  ALTER TABLE batch ADD COLUMN webhooks TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE batch ADD COLUMN job_webhooks TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE batch ADD COLUMN legacy TEXT;
  ALTER TABLE batch ADD COLUMN throttled_at INTEGER;
  ALTER TABLE batch ADD COLUMN started_at INTEGER;
  ALTER TABLE batch ADD COLUMN finished_at INTEGER;
  ALTER TABLE batch ADD COLUMN error_message TEXT;

  ALTER TABLE batch_file ADD COLUMN skip_reason TEXT;

  ALTER TABLE parse_job ADD COLUMN parameters TEXT NOT NULL DEFAULT '{}';
  UPDATE parse_job SET parameters = json_object('product_type', 'parse_v2', 'tier', tier, 'version', 'latest');
  ALTER TABLE parse_job ADD COLUMN webhooks TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE parse_job ADD COLUMN user_metadata TEXT;
  ALTER TABLE parse_job ADD COLUMN configuration_id TEXT;
  ALTER TABLE parse_job ADD COLUMN file_id TEXT;
  ALTER TABLE parse_job ADD COLUMN source_url TEXT;

  ALTER TABLE parse_range DROP COLUMN kind
`;
