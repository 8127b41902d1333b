import { first } from './0001-first';
import { core } from './0002-core';
import { files } from './0003-files';
import { configurations } from './0004-configurations';
import { parse } from './0005-parse';
import { webhooks } from './0006-webhooks';
import { jobs } from './0007-jobs';
import { legacy } from './0008-legacy';
import { cleaning } from './0009-cleaning';

/**
 * Schema changes in order; `user_version` counts those applied. Never edit one that has shipped. Times are milliseconds
 * since 1970, `seq` gives lists their order and pages their cursor.
 */
export const migrations: readonly string[] = [
  first,
  core,
  files,
  configurations,
  parse,
  webhooks,
  jobs,
  legacy,
  cleaning,
];
