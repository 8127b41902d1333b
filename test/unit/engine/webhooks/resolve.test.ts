import assert from 'node:assert/strict';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import { resolveHooks } from '../../../../src/engine/webhooks/resolve';
import { tempFolder } from '../../../support/tempFolder';

describe('the webhooks of a request', () => {
  let folder: ReturnType<typeof tempFolder>;
  let lock: DataFolder;
  let store: Store;
  beforeEach(() => {
    folder = tempFolder();
    lock = new DataFolder(folder.path);
    store = new Store(lock);
  });
  afterEach(() => {
    store.dispose();
    lock.dispose();
    folder.remove();
  });

  const saved = (projectId: string, url: string) => {
    const fields = {
      url,
      events: ['parse.error'],
      headers: { a: 'b' },
      output_format: null,
      signing_secret: 's',
    };
    return store.webhookConfigs.create(projectId, fields, 0);
  };

  it('are those spelled out, then those saved, each once', () => {
    const [one, two] = [saved('prj', 'https://one/'), saved('prj', 'https://two/')];
    const hooks = resolveHooks(store, 'prj', {
      webhook_configurations: [
        { webhook_url: 'https://inline/', webhook_output_format: 'json', webhook_signing_secret: '' },
        { webhook_url: 'https://inline/', webhook_events: ['batch.error'], webhook_signing_secret: 'x' },
      ],
      webhook_configuration_ids: [two, one, two],
    });
    const of = (url: string) => ({
      ...{ url, events: ['parse.error'], headers: { a: 'b' }, output_format: 'string', signing_secret: 's' },
    });
    const inline = { url: 'https://inline/', headers: null };
    assert.deepEqual(hooks, [
      { ...inline, events: null, output_format: 'json', signing_secret: null },
      { ...inline, events: ['batch.error'], output_format: 'string', signing_secret: 'x' },
      of('https://two/'),
      of('https://one/'),
    ]);
  });

  it('are none where none are named, or one has no URL', () => {
    assert.deepEqual(resolveHooks(store, 'prj', {}), []);
    const fields = { webhook_configurations: null, webhook_configuration_ids: null };
    assert.deepEqual(resolveHooks(store, 'prj', fields), []);
    const blank = [{}, { webhook_url: null }, { webhook_events: null }];
    assert.deepEqual(resolveHooks(store, 'prj', { webhook_configurations: blank }), []);
  });

  it('are not those of another project', () => {
    const id = saved('other', 'https://one/');
    const asked = () => resolveHooks(store, 'prj', { webhook_configuration_ids: [id] });
    assert.throws(asked, { status: 404, message: `Webhook configuration ${id} not found` });
  });
});
