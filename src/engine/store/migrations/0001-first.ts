/** Projects, directories and their files, batches, parse jobs and their queue. */
export const first = `
  CREATE TABLE project (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, organization_id TEXT NOT NULL,
    is_default INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE directory (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, name TEXT NOT NULL,
    description TEXT, type TEXT NOT NULL, expires_at INTEGER, system_metadata TEXT, extra TEXT NOT NULL,
    deleted_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX directory_expiry ON directory(expires_at) WHERE deleted_at IS NULL AND expires_at IS NOT NULL;

  CREATE TABLE file (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, sha256 TEXT NOT NULL, created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX file_blob ON file(sha256);

  CREATE TABLE directory_file (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL,
    directory_id TEXT NOT NULL, file_id TEXT NOT NULL, unique_id TEXT NOT NULL, display_name TEXT NOT NULL,
    metadata TEXT NOT NULL, deleted_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX directory_file_unique ON directory_file(directory_id, unique_id) WHERE deleted_at IS NULL;
  CREATE INDEX directory_file_list ON directory_file(directory_id, seq);
  CREATE INDEX directory_file_file ON directory_file(file_id) WHERE deleted_at IS NULL;

  CREATE TABLE batch (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL,
    directory_id TEXT NOT NULL, job_type TEXT NOT NULL, configuration_id TEXT NOT NULL, tier TEXT NOT NULL,
    status TEXT NOT NULL, cancel_requested INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX batch_directory ON batch(directory_id, seq);
  CREATE INDEX batch_status ON batch(status, seq);

  CREATE TABLE batch_file (
    batch_id TEXT NOT NULL, position INTEGER NOT NULL, directory_file_id TEXT NOT NULL, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, job_id TEXT, error_message TEXT,
    PRIMARY KEY (batch_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX batch_file_blob ON batch_file(sha256);

  CREATE TABLE parse_job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, project_id TEXT NOT NULL, batch_id TEXT,
    name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, tier TEXT NOT NULL,
    status TEXT NOT NULL, error_message TEXT, format TEXT, pages INTEGER,
    started_at INTEGER, finished_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX parse_job_status ON parse_job(status, seq);
  CREATE INDEX parse_job_batch ON parse_job(batch_id, status);
  CREATE INDEX parse_job_blob ON parse_job(sha256);

  CREATE TABLE parse_range (
    id INTEGER PRIMARY KEY, job_id TEXT NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    page_from INTEGER, page_to INTEGER, status TEXT NOT NULL, crashes INTEGER NOT NULL DEFAULT 0,
    result_sha256 TEXT, failed_pages INTEGER NOT NULL DEFAULT 0, characters INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX parse_range_job ON parse_range(job_id, id);
  CREATE INDEX parse_range_queue ON parse_range(lane, size, id) WHERE status = 'PENDING';
  CREATE INDEX parse_range_running ON parse_range(id) WHERE status = 'RUNNING';
  CREATE INDEX parse_range_blob ON parse_range(result_sha256) WHERE result_sha256 IS NOT NULL
  `;
