import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { packedTessdata } from './native';

const NAME = 'eng.traineddata';

/**
 * Makes sure that `folder` holds the unpacked English OCR data and returns it. Several processes may do so at once:
 * each writes a name of its own and renames it. The data ships with the engine; nothing is fetched.
 */
export async function unpackTessdata(folder: string): Promise<string> {
  const target = join(folder, NAME);
  const there = await stat(target).catch(() => null);
  if (there && there.size > 0) return folder;
  await mkdir(folder, { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, await promisify(gunzip)(await readFile(packedTessdata())));
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
  return folder;
}
