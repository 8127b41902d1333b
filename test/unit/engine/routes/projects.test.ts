import assert from 'node:assert/strict';
import { organizationList, organizationPage } from '../../../../src/protocol/organizations';
import { projectList, projectPage } from '../../../../src/protocol/projects';
import { FakeClock } from '../fakes';
import { refusal, TestEngine } from '../testEngine';

describe('the project and organization routes', () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = new TestEngine({ clock: new FakeClock() });
  });
  afterEach(() => engine.dispose());

  const all = async (query = '') =>
    projectList.parse((await engine.get(`/api/v1/projects${query}`)).body as unknown);
  const page = async (query = '') => projectPage.parse((await engine.get(`/api/v2/projects${query}`)).body);
  const ofWorkspace = (workspace_key: string, name = 'docs') =>
    engine.post('/local/projects', { name, workspace_key });

  it('have the Default one', async () => {
    const [project, ...others] = await all();
    assert.deepEqual(others, []);
    assert.deepEqual([project?.name, project?.is_default], ['Default', true]);
    for (const version of ['v1', 'v2']) {
      const same = await engine.get(`/api/${version}/projects/${project?.id}`);
      assert.deepEqual([same.status, same.body], [200, project]);
      assert.deepEqual(await refusal(engine.get(`/api/${version}/projects/none`)), [
        404,
        'Project not found',
      ]);
    }
    assert.deepEqual(await all('?project_name=Other'), []);
  });

  it('make one for a workspace, once', async () => {
    const first = await ofWorkspace('key-1');
    assert.equal(first.status, 201);
    assert.deepEqual([first.body['name'], first.body['is_default']], ['docs', false]);
    assert.ok(!('workspace_key' in first.body));
    const again = await ofWorkspace('key-1', 'renamed');
    assert.deepEqual([again.status, again.body], [200, first.body]);
    await engine.reopen();
    assert.deepEqual((await ofWorkspace('key-1')).body, first.body);
  });

  it('name no two alike, because programs find them by name', async () => {
    const names = [];
    for (const key of ['1', '2', '3']) names.push((await ofWorkspace(key)).body['name']);
    names.push((await ofWorkspace('4', 'Default')).body['name']);
    assert.deepEqual(names, ['docs', 'docs (2)', 'docs (3)', 'Default (2)']);
    assert.deepEqual(
      (await all('?project_name=docs')).map(project => project.name),
      ['docs'],
    );
  });

  it('refuse a workspace without a name or key', async () => {
    const { status, body } = await engine.post('/local/projects', { name: '', key: 'k' });
    assert.equal(status, 422);
    assert.deepEqual(
      (body.detail as { loc: string[]; type: string }[]).map(({ loc, type }) => [loc.join('.'), type]),
      [
        ['body.name', 'string_too_short'],
        ['body.workspace_key', 'missing'],
        ['body.key', 'extra_forbidden'],
      ],
    );
  });

  it('come in pages in v2, newest first, counted where asked for', async () => {
    await ofWorkspace('1', 'a');
    await ofWorkspace('2', 'b');
    const first = await page('?page_size=2&include_total=true');
    assert.deepEqual([first.items.map(item => item.name), first.total_size], [['b', 'a'], 3]);
    const second = await page(`?page_size=2&page_token=${first.next_page_token}`);
    assert.deepEqual(
      [second.items.map(item => item.name), second.next_page_token, second.total_size],
      [['Default'], null, null],
    );
    assert.deepEqual(
      (await page('?name=a')).items.map(item => item.name),
      ['a'],
    );
  });

  it('keep what belongs to one apart from the others, on every route', async () => {
    const project = (await ofWorkspace('1')).body.id;
    const made = await engine.post(`/api/v1/beta/directories?project_id=${project}`, { name: 'n' });
    const url = `/api/v1/beta/directories/${made.body.id}`;
    assert.equal(made.body['project_id'], project);
    assert.equal((await engine.get(`${url}?project_id=${project}`)).status, 200);
    assert.equal((await engine.get(`${url}?project_id=`)).status, 200);
    const [standard] = await all();
    assert.deepEqual(await refusal(engine.get(`${url}?project_id=${standard?.id}`)), [
      404,
      'Directory not found',
    ]);
    assert.deepEqual((await engine.get('/api/v1/beta/directories')).body.items, []);
    assert.deepEqual(await refusal(engine.get(`${url}?project_id=other`)), [404, 'Project not found']);
    for (const path of ['beta/directories', 'beta/files', 'beta/configurations', 'nothing']) {
      const [status, sentence] = await refusal(engine.get(`/api/v1/${path}?project_id=other`));
      assert.deepEqual([status, sentence], [404, path === 'nothing' ? 'Not Found' : 'Project not found']);
    }
  });

  it('know one organization; another has nothing here', async () => {
    const [organization] = organizationList.parse((await engine.get('/api/v1/organizations')).body);
    const id = organization?.id;
    assert.equal((await all())[0]?.organization_id, id);
    assert.equal((await ofWorkspace('1')).body['organization_id'], id);
    assert.equal(organization?.['parse_plan_level'], 'DEFAULT');
    assert.deepEqual((await engine.get(`/api/v1/organizations/${id}`)).body, organization);
    const paged = organizationPage.parse((await engine.get('/api/v2/organizations?include_total=1')).body);
    assert.deepEqual([paged.items.length, paged.total_size, paged.next_page_token], [1, 1, null]);
    assert.deepEqual((await engine.get(`/api/v2/organizations/${id}`)).body, paged.items[0]);
    assert.deepEqual((await engine.get('/api/v2/organizations?name=Other')).body.items, []);
    for (const version of ['v1', 'v2']) {
      assert.deepEqual(await refusal(engine.get(`/api/${version}/organizations/other`)), [
        404,
        'Organization not found',
      ]);
      assert.equal(
        (await engine.get(`/api/${version}/projects/${(await all())[0]?.id}?organization_id=x`)).status,
        404,
      );
    }
    assert.deepEqual(await all(`?organization_id=other`), []);
    assert.equal((await all(`?organization_id=${id}`)).length, 2);
    assert.deepEqual((await page('?organization_id=other')).items, []);
    const elsewhere = engine.get('/api/v1/beta/directories?organization_id=other');
    assert.deepEqual(await refusal(elsewhere), [404, 'Organization not found']);
    assert.equal((await engine.get(`/api/v1/beta/directories?organization_id=${id}`)).status, 200);
  });
});
