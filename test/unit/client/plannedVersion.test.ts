import assert from 'node:assert/strict';
import { appendFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '../../../src/client/errors';
import { openSourceFile } from '../../../src/client/sourceFile';
import { tempFolder, writeTree } from '../../support/tempFolder';

describe('a source file in the version that was planned', () => {
  const temp = tempFolder();
  const path = join(temp.path, 'a.txt');
  beforeEach(() => writeTree(temp.path, { 'a.txt': 'text' }));
  after(() => temp.remove());

  const open = async () => {
    const { size: bytes, mtimeMs: modified } = statSync(path);
    return () => openSourceFile({ path, fileName: 'a.txt', version: { bytes, modified } });
  };
  const isChanged = (error: unknown) => ApiError.is(error, 'invalid') && /was changed/.test(error.message);

  it('is opened as it is', async () => {
    const file = await (await open())();
    assert.equal(file.size, 4);
    await file.close();
  });

  it('is refused when it has grown', async () => {
    const later = await open();
    appendFileSync(path, '!');
    await assert.rejects(later(), isChanged);
  });

  it('is refused when it was written again in the same length', async () => {
    const later = await open();
    utimesSync(path, 1, 1);
    await assert.rejects(later(), isChanged);
  });
});
