import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineFolder, parseAnnouncement } from '../../../src/connections/engine/engineFiles';
import { tempFolder } from '../../support/tempFolder';

describe('EngineFolder', () => {
  let temp: ReturnType<typeof tempFolder>;
  const path = () => temp.path;
  beforeEach(() => {
    temp = tempFolder();
  });
  afterEach(() => temp.remove());

  it('makes one token for all windows, however many ask at once', async () => {
    const folder = new EngineFolder(join(path(), 'new'));
    const tokens = await Promise.all(Array.from({ length: 20 }, () => folder.token()));
    assert.equal(new Set(tokens).size, 1);
    assert.match(tokens[0] ?? '', /^[\w-]{43}$/);
  });

  it('waits for a token that another window is writing', async () => {
    const folder = new EngineFolder(path());
    await writeFile(folder.tokenFile, '');
    const token = folder.token();
    await writeFile(folder.tokenFile, 'written late');
    assert.equal(await token, 'written late');
  });

  it('replaces a token file that a window left empty when it died', async () => {
    const folder = new EngineFolder(path());
    await writeFile(folder.tokenFile, '');
    const token = await folder.token();
    assert.match(token, /^[\w-]{43}$/);
    assert.equal(await readFile(folder.tokenFile, 'utf8'), token);
  });

  it('knows no engine where none has announced itself, or half', async () => {
    const folder = new EngineFolder(path());
    assert.equal(await folder.announced(), undefined);
    await writeFile(join(path(), 'engine.json'), '{"url":"http://127.0.0.1:1","pi');
    assert.equal(await folder.announced(), undefined);
  });
});

describe('parseAnnouncement', () => {
  it('takes an address, a process and a version, and nothing less', () => {
    const whole = { url: 'http://127.0.0.1:4711', pid: 12, version: '1.0.0', later: true };
    assert.deepEqual(parseAnnouncement(JSON.stringify(whole)), whole);
    for (const text of ['', 'hello', '[]', JSON.stringify({ ...whole, url: 'here' })])
      assert.equal(parseAnnouncement(text), undefined, text);
  });
});
