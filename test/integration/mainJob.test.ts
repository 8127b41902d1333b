import assert from 'node:assert/strict';
import { commands, type DocumentSymbol, type TreeItem, Uri, window, workspace } from 'vscode';
import { type ResultView, resultUri } from '../../src/documents/resultUri';
import type { FileRow } from '../../src/runs/rows';
import type { Services } from '../../src/services';
import type { Node } from '../../src/views/nodes';
import { parseSample, sampleFacts } from './sample';
import { activated, ended } from './services';

describe('a parsed folder', function () {
  this.timeout(90_000);
  let services: Services;
  let key: string;
  let files: Map<string, FileRow>;

  before(async () => {
    services = await activated();
    key = await parseSample(services);
    await ended(services, key);
    files = new Map(services.rows.files(key)?.map(file => [file.path, file]));
  });

  after(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('holds the files that the plan took in, each with the outcome that is right for it', () => {
    const expected = sampleFacts.filter(fact => fact.outcome !== 'left out');
    assert.deepEqual([...files.keys()].sort(), expected.map(fact => fact.path).sort());
    for (const fact of expected) {
      const file = files.get(fact.path);
      assert.equal(file?.outcome, fact.outcome === 'parsed' ? 'done' : 'failed', fact.path);
      if (fact.failureCode)
        assert.match(file?.error ?? '', new RegExp(`^${fact.failureCode}: .*\\.$`), fact.path);
      if (fact.pages !== null) assert.equal(file?.pages, fact.pages, fact.path);
    }
  });

  it('reads as Markdown with all that is known to be in it', async () => {
    for (const fact of sampleFacts.filter(({ outcome }) => outcome === 'parsed')) {
      const document = await open(fact.path, 'markdown');
      assert.equal(document.languageId, 'markdown');
      const text = flat(document.getText());
      for (const part of fact.contains) assert.ok(text.includes(flat(part)), `${fact.path} lacks “${part}”`);
    }
  });

  it('reads as text and as JSON too', async () => {
    const text = await open('Annual Report 2025.pdf', 'text');
    assert.equal(text.languageId, 'plaintext');
    const items = await open('Annual Report 2025.pdf', 'items');
    assert.equal(items.languageId, 'json');
    assert.ok(
      JSON.parse(items.getText()).pages[0].items.some((item: { type: string }) => item.type === 'heading'),
    );
    const details = JSON.parse((await open('Annual Report 2025.pdf', 'details')).getText());
    assert.equal(details.job_metadata.pages, 6);
  });

  it('lists its pages in the outline', async () => {
    const { uri } = await open('Annual Report 2025.pdf', 'markdown');
    await window.showTextDocument(uri);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const pages = symbols.map(symbol => symbol.name).filter(name => name.startsWith('Page '));
    assert.deepEqual(pages, ['Page 1', 'Page 2', 'Page 3', 'Page 4', 'Page 5', 'Page 6']);
  });

  it('can be compared with another result, and cannot be changed', async () => {
    const one = await open('2024/summary.pdf', 'markdown');
    const other = await open('2025/summary.pdf', 'markdown');
    await commands.executeCommand('vscode.diff', one.uri, other.uri);
    const before = one.getText();
    await window.showTextDocument(one);
    await commands.executeCommand('type', { text: 'x' });
    assert.equal(one.getText(), before);
    assert.equal(one.isDirty, false);
  });

  it('says in a sentence why a document cannot be opened', async () => {
    const failed = files.get('inbox/download interrupted.pdf');
    await assert.rejects(open('inbox/download interrupted.pdf', 'markdown'), /PDF_IS_BROKEN/);
    const unknown = {
      connectionId: 'local',
      projectId: 'p',
      jobId: 'pjb-none',
      view: 'markdown',
      path: 'x.pdf',
    } as const;
    await assert.rejects(async () => workspace.openTextDocument(resultUri(unknown)), /no longer keeps/);
    await assert.rejects(
      async () => workspace.openTextDocument(Uri.parse('llama-batches:/nonsense')),
      /names no result/,
    );
    assert.equal(failed?.source?.endsWith('download interrupted.pdf'), true);
  });

  it('stands in the tree with ids that are unique over the whole view', async () => {
    const { tree } = services;
    const seen = new Map<string, TreeItem>();
    const walk = async (node?: Node) => {
      for (const child of await tree.getChildren(node)) {
        const item = tree.getTreeItem(child);
        assert.ok(item.id && !seen.has(item.id), `${item.id} twice`);
        assert.ok(item.accessibilityInformation?.label, `${item.id} says nothing to a screen reader`);
        seen.set(item.id, item);
        await walk(child);
      }
    };
    await walk();
    const labels = [...seen.values()].map(item => `${item.label}: ${item.description ?? ''}`);
    assert.ok(
      labels.some(label => /^sample: completed · 2\/18 files failed · now$/.test(label)),
      labels.join('\n'),
    );
    assert.ok(labels.includes('summary.pdf: 2024 · done · 1 page'), labels.join('\n'));
  });

  it('keeps its results when its directory is deleted', async () => {
    const row = services.rows.get(key);
    const place = { connectionId: row?.connectionId ?? '', projectId: row?.projectId ?? '' };
    for (const id of row?.directoryIds ?? []) await services.catalog.deleteDirectory(place, id);
    const left = (await services.catalog.directories(place)).items.map(({ id }) => id);
    assert.deepEqual(
      left.filter(id => row?.directoryIds.includes(id)),
      [],
    );
    const again = { ...address('2025/summary.pdf', 'text'), path: 'again' };
    assert.match((await workspace.openTextDocument(resultUri(again))).getText(), /2025/);
  });

  function address(path: string, view: ResultView) {
    const file = files.get(path);
    assert.ok(file?.jobId, `${path} has no job`);
    return { connectionId: file.connectionId, projectId: file.projectId, jobId: file.jobId, view, path };
  }
  const open = async (path: string, view: ResultView) =>
    workspace.openTextDocument(resultUri(address(path, view)));
});

/** Text without what Markdown and line breaks add to it. */
function flat(text: string): string {
  return text
    .replace(/[\\*_`|#>]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
