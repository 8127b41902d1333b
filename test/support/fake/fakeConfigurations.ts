import type { ConfigurationBody, LlamaCloud } from '../../../src/client/api';
import { type Configuration, configurationParameters } from '../../../src/protocol/configurations';
import { type FakeCore, refusal } from './fakeCore';

/** Saved configurations, one for each name and product type; every save of one gives it a new version. */
export class FakeConfigurations {
  readonly saved = new Map<string, Configuration>();

  constructor(private readonly core: FakeCore) {}

  /** As the server does for POST. */
  save({ name, parameters }: ConfigurationBody): Configuration {
    const wanted = configurationParameters.parse(parameters);
    const there = [...this.saved.values()].find(
      saved => saved.name === name && saved.product_type === wanted.product_type,
    );
    return this.put(there?.id ?? this.core.id('cfg'), name, wanted);
  }

  listConfigurations: LlamaCloud['listConfigurations'] = (filter, options) =>
    this.core.call('listConfigurations', '', options, () =>
      this.core.page(
        this.saved.values(),
        filter,
        saved =>
          (filter.product_type?.includes(saved.product_type) ?? true) &&
          (filter.name === undefined || filter.name === saved.name),
      ),
    );

  getConfiguration: LlamaCloud['getConfiguration'] = (id, options) =>
    this.core.call('getConfiguration', id, options, () => this.known(id));

  saveConfiguration: LlamaCloud['saveConfiguration'] = (body, options) =>
    this.core.call('saveConfiguration', body.name, options, () => this.save(body));

  updateConfiguration: LlamaCloud['updateConfiguration'] = (id, body, options) =>
    this.core.call('updateConfiguration', id, options, () => {
      const there = this.known(id);
      const wanted = configurationParameters.parse(body.parameters ?? there.parameters);
      if (wanted.product_type !== there.product_type) throw refusal(400, 'The product type cannot change.');
      return this.put(id, body.name ?? there.name, wanted);
    });

  deleteConfiguration: LlamaCloud['deleteConfiguration'] = (id, options) =>
    this.core.call('deleteConfiguration', id, options, () => {
      this.known(id);
      this.saved.delete(id);
    });

  private known(id: string): Configuration {
    return this.core.known(this.saved, id, 'Configuration not found');
  }

  private put(id: string, name: string, parameters: Configuration['parameters']): Configuration {
    const { product_type } = parameters;
    const before = this.saved.get(id);
    // Two saves in one millisecond are two versions nevertheless.
    const at = Math.max(this.core.now(), before ? Date.parse(before.version) + 1 : 0);
    const version = new Date(at).toISOString();
    const created_at = before?.created_at ?? version;
    const saved = { id, name, product_type, version, parameters, created_at, updated_at: version };
    this.saved.set(id, saved);
    return saved;
  }
}
