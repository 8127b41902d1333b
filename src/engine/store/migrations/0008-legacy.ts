/** The legacy batch route: its lists, and the history of an item. */
export const legacy = `
  CREATE INDEX batch_legacy ON batch(project_id, seq) WHERE legacy IS NOT NULL;
  CREATE INDEX batch_file_item ON batch_file(directory_file_id);
  CREATE INDEX batch_file_unmapped ON batch_file(batch_id, position)
    WHERE job_id IS NULL AND error_message IS NULL AND skip_reason IS NULL;

  ALTER TABLE parse_job ADD COLUMN legacy TEXT
`;
