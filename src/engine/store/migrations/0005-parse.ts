/**
 * What single parse jobs, their images and the parse cache need. A job whose `sha256` is empty waits for the download of
 * its `source_url`. `computed_at` is when its result was made; a job that took it from the cache has that of the first.
 */
export const parse = `
  ALTER TABLE parse_job ADD COLUMN http_proxy TEXT;
  ALTER TABLE parse_job ADD COLUMN cache_key TEXT;
  ALTER TABLE parse_job ADD COLUMN cached INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE parse_job ADD COLUMN computed_at INTEGER;
  CREATE INDEX parse_job_cache ON parse_job(cache_key, computed_at) WHERE cache_key IS NOT NULL;
  CREATE INDEX parse_job_download ON parse_job(seq) WHERE sha256 = '';
  CREATE INDEX parse_job_list ON parse_job(project_id, seq);

  CREATE TABLE parse_image (
    job_id TEXT NOT NULL, page INTEGER NOT NULL, position INTEGER NOT NULL, filename TEXT NOT NULL,
    category TEXT NOT NULL, content_type TEXT NOT NULL, sha256 TEXT NOT NULL,
    x REAL, y REAL, w REAL, h REAL,
    PRIMARY KEY (job_id, page, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parse_image_blob ON parse_image(sha256);

  CREATE TABLE parse_document (
    job_id TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (job_id, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parse_document_blob ON parse_document(sha256)
`;
