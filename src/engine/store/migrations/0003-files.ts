/** Files that live on their own, and projects of workspaces. */
export const files = `
  ALTER TABLE project ADD COLUMN workspace_key TEXT;
  CREATE UNIQUE INDEX project_workspace ON project(workspace_key) WHERE workspace_key IS NOT NULL;

  ALTER TABLE file ADD COLUMN external_file_id TEXT;
  ALTER TABLE file ADD COLUMN purpose TEXT;
  ALTER TABLE file ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX file_list ON file(project_id, seq);
  CREATE INDEX file_name ON file(project_id, name, seq);
  CREATE INDEX file_external ON file(project_id, external_file_id) WHERE external_file_id IS NOT NULL;

  CREATE INDEX directory_list ON directory(project_id, seq)
`;
