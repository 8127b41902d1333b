import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../host/src/paths';

/** Keeps a screenshot as a picture of the README; only with UPDATE_PICTURES=1. */
export function keepPicture(picture: string, name: string): void {
  if (!process.env['UPDATE_PICTURES']) return;
  mkdirSync(join(projectRoot, 'media'), { recursive: true });
  cpSync(picture, join(projectRoot, 'media', name));
}
