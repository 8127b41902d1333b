import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import { tempFolder } from '../support/tempFolder';
import { ourClient } from './ourClient';

const MB = 1024 * 1024;

/** A server that refuses an upload by its head alone must be heard, though most of the file was never taken. */
describe('uploads that are refused before they are read', function () {
  this.timeout(60_000);
  let engine: EngineProcess;
  const folder = tempFolder();
  const path = join(folder.path, 'scan.pdf');
  const upload = async (bytes: number, token: string, directoryId?: string) => {
    folder.write(folder.path, { 'scan.pdf': '' });
    truncateSync(path, bytes);
    const id = directoryId ?? (await ourClient(engine.url, engine.token).createDirectory({ name: 'a' })).id;
    const api = ourClient(engine.url, token);
    const error = await api.upload(id, path, { unique_id: 'a', metadata: {} }).catch((e: unknown) => e);
    return api.refusal(error);
  };

  before(async () => {
    engine = await startEngine();
  });
  after(async () => {
    folder.remove();
    await engine?.stop();
  });

  it('401: a wrong key', async () => {
    assert.equal((await upload(64 * MB, 'llx-wrong')).status, 401);
  });

  it('404: an unknown directory', async () => {
    assert.equal((await upload(64 * MB, engine.token, 'dir-none')).status, 404);
  });

  it('413: a file above the limit', async () => {
    const { status, said } = await upload(600 * MB, engine.token);
    assert.equal(status, 413);
    assert.match(said, /^File size exceeds \d+MB limit\.$/);
  });
});
