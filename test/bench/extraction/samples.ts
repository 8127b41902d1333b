import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { JsonObject } from '../../../src/engine/extract/types';

/** A document, what is to be found in it, and what really stands there. */
export interface Sample {
  /** Folder of its schema. */
  kind: string;
  /** Set aside while the extraction was built. */
  heldOut: boolean;
  path: string;
  /** File name. */
  name: string;
  schema: JsonObject;
  /** Of the schema's shape; what the document does not say is null or missing. */
  gold: JsonObject;
}

const goldSuffix = '.gold.json';

/**
 * The documents under a folder that have a `NAME.gold.json` beside them (`NAME` with or without the document's extension)
 * and a `schema.json` in their folder or the nearest above. Those in a folder `held-out` are that. Throws where a gold
 * file has no document or no schema.
 */
export function readSamples(folder: string): Sample[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter(file => file.endsWith(goldSuffix))
    .map(file => {
      const gold = join(folder, file);
      const path = documentOf(gold);
      const schema = schemaOf(dirname(gold), folder);
      return {
        kind: relative(folder, dirname(schema)) || basename(folder),
        heldOut: file.split(sep).includes('held-out'),
        path,
        name: basename(path),
        schema: readJson(schema),
        gold: readJson(gold),
      };
    });
}

const readJson = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;

function documentOf(gold: string): string {
  const name = basename(gold).slice(0, -goldSuffix.length);
  const beside = readdirSync(dirname(gold)).filter(file => !file.endsWith(goldSuffix));
  const found = beside.find(file => file === name) ?? beside.find(file => file.startsWith(`${name}.`));
  if (!found) throw new Error(`No document stands beside ${gold}: it must be named ${name} or ${name}.EXT.`);
  return join(dirname(gold), found);
}

function schemaOf(folder: string, top: string): string {
  const path = join(folder, 'schema.json');
  if (existsSync(path)) return path;
  if (folder === top) throw new Error(`No schema.json in ${folder}, which has documents with gold JSON.`);
  return schemaOf(dirname(folder), top);
}
