import assert from 'node:assert/strict';
import type { Project } from '@llamaindex/llama-cloud/resources/projects';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';

const nobody = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

describe('projects and organizations', () => {
  const server = useServer();
  let project: Project;

  before(async () => {
    const [first, ...others] = await server.sdk.projects.list();
    assert.ok(first);
    assert.deepEqual(others, []);
    project = first;
  });

  it('holds a project that is the default', () => {
    assert.equal(project.name, 'Default');
    assert.equal(project.is_default, true);
  });

  it('finds a project by its exact name', async () => {
    assert.deepEqual(await server.sdk.projects.list({ project_name: 'Default' }), [project]);
    assert.deepEqual(await server.sdk.projects.list({ project_name: 'default' }), []);
  });

  it('lists the projects of an organization', async () => {
    const { organization_id } = project;
    assert.deepEqual(await server.sdk.projects.list({ organization_id }), [project]);
    assert.deepEqual(await server.sdk.projects.list({ organization_id: null }), [project]);
  });

  it('reads one', async () => {
    assert.deepEqual(await server.sdk.projects.get(project.id), project);
    const { organization_id } = project;
    assert.deepEqual(await server.sdk.projects.get(project.id, { organization_id }), project);
  });

  it('has them in version 2, in pages', async () => {
    const { v2Projects } = server.sdk;
    assert.deepEqual(
      (await collect(v2Projects.list())).map(({ id }) => id),
      [project.id],
    );
    assert.equal((await collect(v2Projects.list({ organization_id: project.organization_id }))).length, 1);
    assert.equal((await collect(v2Projects.list({ name: 'Default', page_size: 1 }))).length, 1);
    assert.deepEqual(await collect(v2Projects.list({ name: 'Other' })), []);
    assert.equal((await v2Projects.get(project.id)).name, 'Default');
  });

  it('tells the organization in both versions', async () => {
    const list = await server.request('GET', '/api/v1/organizations');
    const { organization_id: id } = project;
    assert.deepEqual(
      (list.body as { id: string }[]).map(one => one.id),
      [id],
    );
    const page = await server.request('GET', '/api/v2/organizations?page_size=1');
    const { items } = page.body as { items: { id: string; name: string }[] };
    assert.deepEqual(
      items.map(one => one.id),
      [id],
    );
    for (const version of ['v1', 'v2']) {
      const one = await server.request('GET', `/api/${version}/organizations/${id}`);
      assert.equal(one.status, 200);
      assert.equal((one.body as { name: string }).name, items[0]?.name);
      assert.equal((await server.request('GET', `/api/${version}/organizations/${nobody}`)).status, 404);
    }
    const byName = await server.request('GET', '/api/v2/organizations?name=nobody');
    assert.deepEqual((byName.body as { items: unknown[] }).items, []);
  });

  it('404: a project that does not exist', async () => {
    const { projects, v2Projects, beta } = server.sdk;
    await refused(server, 404, 'Project not found', () => projects.get(nobody));
    await refused(server, 404, 'Project not found', () => v2Projects.get(nobody));
    await refused(server, 404, 'Project not found', () => beta.directories.list({ project_id: nobody }));
    await refused(server, 404, 'Project not found', () =>
      beta.directories.create({ name: 'a', project_id: nobody }),
    );
  });
});
