import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ids from '../../../src/ids';

const root = join(__dirname, '../../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { contributes } = manifest;
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(join(root, 'src', file), 'utf8'))
  .join('\n');
const sorted = (values: Iterable<string>) => [...values].sort();

interface MenuEntry {
  command: string;
  when?: string;
  group?: string;
}
const menuEntries = Object.values(contributes.menus as Record<string, MenuEntry[]>).flat();

describe('manifest and code', () => {
  it('name the same commands', () => {
    const declared = contributes.commands.map((entry: { command: string }) => entry.command);
    assert.deepEqual(sorted(declared), sorted(Object.values(ids.commands)));
    // That each is registered for real is seen in the extension host; here, that code names it at all.
    for (const name of Object.keys(ids.commands))
      assert.match(sources, new RegExp(`\\b(commands|ids)\\.${name}\\b`), `no code names ${name}`);
  });

  it('name the same settings, each with an order, a scope, a default and a sentence', () => {
    const properties: Record<string, Record<string, unknown>> = contributes.configuration.properties;
    assert.deepEqual(sorted(Object.keys(properties)), sorted(Object.values(ids.settings)));
    for (const [id, property] of Object.entries(properties)) {
      for (const key of ['order', 'scope', 'default']) assert.ok(key in property, `${id} lacks ${key}`);
      assert.match(String(property['markdownDescription']), /\.$/, `${id} lacks a sentence`);
    }
  });

  it('name the same views and the same extension', () => {
    assert.equal(contributes.viewsContainers.activitybar[0].id, ids.viewContainer);
    assert.equal(contributes.views[ids.viewContainer][0].id, ids.treeView);
    assert.equal(`${manifest.publisher}.${manifest.name}`, ids.extensionId);
  });

  it('name the same context keys', () => {
    const clauses = [...menuEntries, ...contributes.viewsWelcome].map(
      (entry: { when?: string }) => entry.when ?? '',
    );
    const used = new Set(clauses.flatMap(when => when.match(/\bllamaBatches\.(?!tree)\w+/g) ?? []));
    assert.deepEqual(sorted(used), sorted(Object.values(ids.contextKeys)));
  });

  it('ask in menus only for words that tree items have', () => {
    const asked = new Set(menuEntries.flatMap(entry => entry.when?.match(/\\b\w+(?=\\b)/g) ?? []));
    for (const word of asked)
      assert.ok(sources.includes(`'${word.slice(2)}'`), `no tree item says ${word.slice(2)}`);
  });

  it('use only declared commands in menus, none twice in one place', () => {
    const known = new Set<string>(Object.values(ids.commands));
    for (const entry of menuEntries) assert.ok(known.has(entry.command), entry.command);
    for (const [menu, entries] of Object.entries(contributes.menus as Record<string, MenuEntry[]>)) {
      const places = entries.map(
        ({ command, group = '' }) => `${command} ${group.startsWith('inline') ? 'inline' : 'in the menu'}`,
      );
      assert.equal(new Set(places).size, places.length, `${menu}: ${places}`);
    }
  });
});

describe('the manifest', () => {
  it('gives every command a category and a title without it', () => {
    for (const command of contributes.commands) {
      assert.equal(command.category, 'Llama Batches', command.command);
      assert.doesNotMatch(command.title, /Llama Batches/);
    }
  });

  it('asks for the VS Code that its types are of', () => {
    const [, minor] = /^\^1\.(\d+)\.0$/.exec(manifest.engines.vscode) ?? [];
    assert.ok(minor, 'engines.vscode');
    assert.equal(manifest.devDependencies['@types/vscode'], `1.${minor}.0`);
  });

  it('lets no workspace decide where documents go or how fast', () => {
    const properties: Record<string, { scope: string }> = contributes.configuration.properties;
    const { connections, uploadConcurrency, pollMaxInterval } = ids.settings;
    const models = Object.values(ids.settings).filter(id => id.startsWith('llamaBatches.model.'));
    assert.equal(models.length, 6);
    for (const id of [connections, uploadConcurrency, pollMaxInterval, ...models])
      assert.equal(properties[id]?.scope, 'application', id);
  });
});
