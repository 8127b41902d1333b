/** What both tables have: whose it is, what it works on, its place in the queue, and its states. */
const common = `
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, batch_id TEXT,
    configuration_id TEXT, configuration TEXT NOT NULL, file_input TEXT NOT NULL, input_type TEXT NOT NULL,
    name TEXT NOT NULL, sha256 TEXT, size INTEGER NOT NULL, parse_job_id TEXT, webhooks TEXT NOT NULL,
    status TEXT NOT NULL, error_message TEXT, result TEXT, attempts INTEGER NOT NULL DEFAULT 0,
    throttled_at INTEGER, started_at INTEGER, finished_at INTEGER,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL`;

const indices = (table: string) => `
  CREATE INDEX ${table}_list ON ${table}(project_id, seq);
  CREATE INDEX ${table}_batch ON ${table}(batch_id, status) WHERE batch_id IS NOT NULL;
  CREATE INDEX ${table}_queue ON ${table}(coalesce(batch_id, ''), seq) WHERE status IN ('PENDING', 'THROTTLED');
  CREATE INDEX ${table}_pending ON ${table}(seq) WHERE status = 'PENDING';
  CREATE INDEX ${table}_running ON ${table}(seq) WHERE status = 'RUNNING';
  CREATE INDEX ${table}_blob ON ${table}(sha256) WHERE status IN ('PENDING', 'THROTTLED', 'RUNNING');
`;

/**
 * Extract and classify jobs. A job that works on a finished parse needs no bytes of its own (`sha256` NULL). `attempts`
 * counts how often it was begun.
 */
export const jobs = `
  CREATE TABLE extract_job (${common}, parse_parameters TEXT, extract_metadata TEXT, metadata TEXT) STRICT;
  ${indices('extract_job')}
  CREATE TABLE classify_job (${common}, transaction_id TEXT) STRICT;
  ${indices('classify_job')}
  CREATE UNIQUE INDEX classify_job_transaction ON classify_job(project_id, transaction_id)
    WHERE transaction_id IS NOT NULL
`;
