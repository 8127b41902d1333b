/**
 * Cleaning by age and size: what has ended, oldest first, and what was deleted. Batches that ended before the end was
 * noted ended when they were last changed.
 */
export const cleaning = `
  UPDATE batch SET finished_at = updated_at
    WHERE finished_at IS NULL AND status IN ('COMPLETED', 'FAILED', 'CANCELLED');
  CREATE INDEX batch_ended ON batch(finished_at) WHERE finished_at IS NOT NULL;
  CREATE INDEX parse_job_ended ON parse_job(finished_at) WHERE batch_id IS NULL AND finished_at IS NOT NULL;
  CREATE INDEX extract_job_ended ON extract_job(finished_at) WHERE batch_id IS NULL AND finished_at IS NOT NULL;
  CREATE INDEX classify_job_ended ON classify_job(finished_at) WHERE batch_id IS NULL AND finished_at IS NOT NULL;
  CREATE INDEX extract_job_parse ON extract_job(parse_job_id) WHERE parse_job_id IS NOT NULL;
  CREATE INDEX classify_job_parse ON classify_job(parse_job_id) WHERE parse_job_id IS NOT NULL;
  CREATE INDEX directory_deleted ON directory(deleted_at) WHERE deleted_at IS NOT NULL;
  CREATE INDEX directory_file_deleted ON directory_file(deleted_at) WHERE deleted_at IS NOT NULL
`;
