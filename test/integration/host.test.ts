import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';

describe('the extension in VS Code', () => {
  it('is installed and activates', async () => {
    const extension = extensions.getExtension('llama-batches.llama-batches');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('runs on the sample folder, with the SQLite that the engine needs in its Node', async () => {
    assert.equal(workspace.workspaceFolders?.[0]?.name, 'sample');
    const { DatabaseSync } = await import('node:sqlite');
    using database = new DatabaseSync(':memory:');
    assert.deepEqual({ ...database.prepare('SELECT 1 AS one').get() }, { one: 1 });
  });
});
