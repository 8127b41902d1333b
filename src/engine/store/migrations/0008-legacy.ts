/** The legacy batch route: its lists, and the history of an item. */
export const legacy = `
  CREATE INDEX batch_legacy ON batch(project_id, seq) WHERE legacy IS NOT NULL;
  CREATE INDEX batch_file_item ON batch_file(directory_file_id)
`;
