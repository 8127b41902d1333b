/**
 * Saved configurations and their versions. `version` is a time too: that of the save, always later than the one before.
 * The view has one row a version, under the id that all versions share.
 */
export const configurations = `
  CREATE TABLE configuration (
    id TEXT PRIMARY KEY, project_id TEXT NOT NULL, product_type TEXT NOT NULL, name TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX configuration_name ON configuration(project_id, product_type, name);

  CREATE TABLE configuration_version (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, configuration_id TEXT NOT NULL, version INTEGER NOT NULL,
    parameters TEXT NOT NULL
  ) STRICT;
  CREATE INDEX configuration_version_of ON configuration_version(configuration_id, seq);

  CREATE VIEW saved_configuration AS
    SELECT seq, id, project_id, product_type, name, version, parameters, created_at, latest,
      iif(latest, updated_at, version) AS updated_at
    FROM (
      SELECT v.seq, c.*, v.version, v.parameters, NOT EXISTS (
        SELECT 1 FROM configuration_version n WHERE n.configuration_id = v.configuration_id AND n.seq > v.seq
      ) AS latest
      FROM configuration_version v JOIN configuration c ON c.id = v.configuration_id
    )
`;
