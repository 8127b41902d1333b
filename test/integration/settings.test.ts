import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { settings } from '../../src/ids';
import { readSetting } from '../../src/platform/settings';

describe('settings', () => {
  afterEach(() =>
    workspace.getConfiguration().update(settings.notify, undefined, ConfigurationTarget.Global),
  );

  it('have the defaults of the manifest', () => {
    assert.equal(readSetting(settings.respectGitignore), true);
    assert.equal(readSetting(settings.uploadConcurrency), 4);
    assert.ok(readSetting(settings.exclude).length > 0);
  });

  it('fall back to the default where a value makes no sense', async () => {
    const configuration = workspace.getConfiguration();
    await configuration.update(settings.notify, 'failures', ConfigurationTarget.Global);
    assert.equal(readSetting(settings.notify), 'failures');
    await configuration.update(settings.notify, 17, ConfigurationTarget.Global);
    assert.equal(readSetting(settings.notify), 'all');
  });
});
