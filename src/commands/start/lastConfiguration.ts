import type { Connection } from '../../connections/connection';
import type { RunJobType } from '../../runs/run';

/** Remembers the configuration that was used last with a connection. */
export const lastConfigurationKey = (jobType: RunJobType, { id }: Pick<Connection, 'id'>): string =>
  `lastConfiguration:${jobType}:${id}`;
