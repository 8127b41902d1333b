import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, PlanOptions } from '../../../../src/runs/plan/plan';
import { planFiles } from '../../../../src/runs/plan/planFiles';
import { tempFolder, writeTree } from '../../../support/tempFolder';

const pdf = '%PDF-1.7\nrest';
const never = new AbortController().signal;

describe('planFiles', function () {
  // Real files, each append synced: slow on a busy disk.
  this.timeout(30_000);
  let folder: ReturnType<typeof tempFolder>;
  let root: string;
  beforeEach(() => {
    folder = tempFolder();
    root = folder.path;
  });
  afterEach(() => folder.remove());

  const plan = (chosen: string[] = ['.'], options: Partial<PlanOptions> = {}, signal = never) =>
    planFiles(
      chosen.map(path => join(root, path)),
      {
        exclude: [],
        supportedExtensions: new Set(['.pdf', '.txt', '.png', '.md', '.docx', '.rtf', '.doc']),
        respectGitignore: true,
        boundary: root,
        ...options,
      },
      signal,
    );
  const paths = (made: Plan) => made.files.map(file => file.path);
  const out = (made: Plan) => made.leftOut.map(left => `${left.path} ${left.reason}`);

  it('takes supported files in natural order, whatever the case of their extensions', async () => {
    writeTree(root, {
      'b/file10.PDF': pdf,
      'b/file2.pdf': pdf,
      'b/sub/x.Txt': 'x',
      'a.md': '#',
      'B.txt': 'b',
    });
    const made = await plan();
    assert.deepEqual(paths(made), ['a.md', 'b/file2.pdf', 'b/file10.PDF', 'b/sub/x.Txt', 'B.txt']);
    assert.deepEqual(made.leftOut, []);
    assert.equal(
      made.bytes,
      made.files.reduce((sum, file) => sum + file.bytes, 0),
    );
    assert.equal(made.files[1]?.source, join(root, 'b/file2.pdf'));
    assert.ok(made.files.every(file => file.extension === undefined && file.modified > 0));
  });

  it('says what it leaves out and why', async () => {
    writeTree(root, {
      'code.js': 'let a',
      'empty.pdf': '',
      'empty.js': '',
      '.hidden.pdf': pdf,
      '.venv/a.pdf': pdf,
      'big.txt': 'x'.repeat(50),
      'setup.pdf': Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      'node_modules/a/readme.md': '#',
      '.git/description.txt': 'x',
      'drafts/one.txt': 'x',
    });
    const made = await plan(['.'], { maxBytes: 40, exclude: ['drafts'] });
    assert.deepEqual(paths(made), []);
    assert.deepEqual(out(made), [
      '.git/ excluded',
      '.hidden.pdf hidden',
      '.venv/ hidden',
      'big.txt too_large',
      'code.js unsupported',
      'drafts/ excluded',
      'empty.js unsupported',
      'empty.pdf empty',
      'node_modules/ excluded',
      'setup.pdf not_what_its_name_says',
    ]);
    assert.equal(made.leftOut.find(left => left.path === 'big.txt')?.bytes, 50);
  });

  it('takes no private key and no program’s source for a document whose extension it shares', async () => {
    writeTree(root, {
      'server.key': '-----BEGIN PRIVATE KEY-----',
      'talk.key': 'PK\x03\x04 a presentation',
      'book.rb': Buffer.from('b00cb00c02004e55', 'hex'),
      'tool.rb': 'puts 1',
    });
    const made = await plan(['.'], { supportedExtensions: new Set(['.key', '.rb']) });
    assert.deepEqual(paths(made), ['book.rb', 'talk.key']);
    assert.deepEqual(out(made), ['server.key unsupported', 'tool.rb unsupported']);
  });

  it('knows a document by its first bytes where its name says nothing or something else', async () => {
    writeTree(root, {
      scan: pdf,
      'scan.bak': Buffer.from('89504e470d0a1a0a0000', 'hex'),
      'letter.doc': '{\\rtf1 hello}',
      'photo.pdf': Buffer.from('89504e470d0a1a0a0000', 'hex'),
      'mz.txt': 'MZ,intensity\n1,2',
      notes: 'plain',
    });
    const made = await plan();
    assert.deepEqual(
      made.files.map(file => [file.path, file.extension]),
      [
        ['letter.doc', '.rtf'],
        ['mz.txt', undefined],
        ['photo.pdf', '.png'],
        ['scan', '.pdf'],
        ['scan.bak', '.png'],
      ],
    );
    assert.deepEqual(out(made), ['notes unsupported']);
  });

  it('obeys .gitignore files of every depth as git does', async () => {
    writeTree(root, {
      '.gitignore': '*.txt\nbuild/\n/only-top.md\nkept-below\n',
      'a.txt': 'x',
      'only-top.md': 'x',
      'build/x.md': 'x',
      'sub/only-top.md': 'x',
      'sub/.gitignore': '!important.txt\n/local.md\n!kept-below\n',
      'sub/important.txt': 'x',
      'sub/other.txt': 'x',
      'sub/local.md': 'x',
      'sub/deep/local.md': 'x',
      'sub/kept-below/a.md': 'x',
    });
    const made = await plan();
    assert.deepEqual(paths(made), [
      'sub/deep/local.md',
      'sub/important.txt',
      'sub/kept-below/a.md',
      'sub/only-top.md',
    ]);
    assert.ok(out(made).includes('build/ ignored') && out(made).includes('sub/local.md ignored'));
    const all = await plan(['.'], { respectGitignore: false });
    assert.equal(all.files.length, 9);
  });

  it('applies rules from above the chosen folder, but not to a folder chosen though it is ignored', async () => {
    writeTree(root, {
      '.gitignore': 'build/\n*.txt\n',
      'docs/a.txt': 'x',
      'docs/a.md': 'x',
      'build/a.txt': 'x',
      'build/a.md': 'x',
    });
    assert.deepEqual(paths(await plan(['docs'])), ['a.md']);
    assert.deepEqual(paths(await plan(['docs'], { boundary: join(root, 'docs') })), ['a.md', 'a.txt']);
    assert.deepEqual(paths(await plan(['build'])), ['a.md', 'a.txt']);
  });

  it('takes chosen files even where hidden or ignored, but not unsupported ones', async () => {
    writeTree(root, {
      '.gitignore': 'private\n',
      '.secret.pdf': pdf,
      'private/a.pdf': pdf,
      'x.js': 'x',
    });
    const made = await plan(['.secret.pdf', 'private/a.pdf', 'x.js']);
    assert.deepEqual(paths(made), ['.secret.pdf', 'a.pdf']);
    assert.deepEqual(out(made), ['x.js unsupported']);
    assert.equal(made.label, '3 files');
    const both = await plan(['.', 'private/a.pdf', '.secret.pdf']);
    assert.deepEqual(paths(both), ['.secret.pdf', 'private/a.pdf']);
  });

  it('calls chosen files as it is told to, so that those of an earlier run keep their paths', async () => {
    writeTree(root, { 'a/x.pdf': pdf, 'b/x.pdf': pdf, 'c/x.pdf': pdf });
    const named = new Map(['a', 'b'].map(name => [join(root, name, 'x.pdf'), `docs/${name}/x.pdf`]));
    const made = await plan(['a/x.pdf', 'b/x.pdf', 'c/x.pdf'], { paths: named });
    assert.deepEqual(paths(made), ['docs/a/x.pdf', 'docs/b/x.pdf', 'x (3).pdf']);
  });

  it('keeps paths unique over several chosen things and takes nothing twice', async () => {
    writeTree(root, { 'x/data/a.txt': 'x', 'y/data/a.txt': 'y', 'z/a.txt': 'z', 'q/a.txt': 'q' });
    const made = await plan(['x/data', 'y/data', 'y/data/a.txt', 'x/data', 'z/a.txt', 'q/a.txt']);
    assert.deepEqual(paths(made), ['a (2).txt', 'a.txt', 'data/a.txt', 'data (2)/a.txt']);
    assert.deepEqual(new Set(made.files.map(file => file.source)).size, 4);
    assert.equal(made.label, '4 items');
    const one = await plan(['x', 'x/data']);
    assert.deepEqual([paths(one), one.label, one.leftOut], [['data/a.txt'], 'x', []]);
  });

  it('takes a chosen folder inside a chosen one that hides it', async () => {
    writeTree(root, { '.gitignore': 'build/\n', 'a.md': 'x', 'build/b.md': 'x' });
    assert.deepEqual(paths(await plan(['.', 'build'])), ['a.md', 'build/b.md']);
  });

  it('follows links without circles and without leaving the workspace', async () => {
    const elsewhere = tempFolder();
    try {
      writeTree(elsewhere.path, { 'secret.txt': 'x' });
      writeTree(root, { 'docs/a.txt': 'x', 'docs/sub/b.txt': 'x', 'shared/c.txt': 'x' });
      symlinkSync(join(root, 'docs'), join(root, 'docs/sub/loop'));
      symlinkSync(join(root, 'shared'), join(root, 'docs/linked'));
      symlinkSync(join(root, 'docs/sub'), join(root, 'docs/again'));
      symlinkSync(join(root, 'docs/a.txt'), join(root, 'docs/alias.txt'));
      symlinkSync(elsewhere.path, join(root, 'docs/home'));
      symlinkSync(join(root, 'nowhere'), join(root, 'docs/dangling.txt'));
      symlinkSync(join(root, 'docs/self'), join(root, 'docs/self'));
      const made = await plan(['docs']);
      assert.deepEqual(paths(made), ['a.txt', 'linked/c.txt', 'sub/b.txt']);
      assert.deepEqual(out(made), [
        'again/ duplicate',
        'alias.txt duplicate',
        'dangling.txt unreadable',
        'home/ link_outside',
        'self unreadable',
        'sub/loop/ link_loop',
      ]);
      symlinkSync(elsewhere.path, join(root, 'chosen'));
      const chosen = await plan(['chosen']);
      assert.deepEqual([paths(chosen), chosen.label], [['secret.txt'], 'chosen']);
    } finally {
      elsewhere.remove();
    }
  });

  it('writes paths in NFC, reads by the true name, and tells two spellings of one name apart', async function () {
    writeTree(root, { 'cafe\u0301.txt': 'nfd' });
    const made = await plan();
    assert.deepEqual(paths(made), ['caf\u00e9.txt']);
    if (process.platform !== 'linux') return this.skip();
    assert.equal(made.files[0]?.source, join(root, 'cafe\u0301.txt'));
    writeTree(root, { 'caf\u00e9.txt': 'nfc' });
    assert.deepEqual(paths(await plan()), ['caf\u00e9.txt', 'caf\u00e9 (2).txt']);
  });

  it('leaves out a folder that cannot be read and goes on', async function () {
    if (process.platform === 'win32') return this.skip();
    writeTree(root, { 'ok.txt': 'x', 'locked/a.txt': 'x', 'locked.txt': 'x' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'locked'), 0);
    chmodSync(join(root, 'locked.txt'), 0);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      const made = await plan(['.', 'gone']);
      assert.deepEqual(paths(made), ['ok.txt']);
      assert.deepEqual(out(made).slice(1), ['locked/ unreadable', 'locked.txt unreadable']);
      assert.match(out(made)[0] ?? '', /gone unreadable$/);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(root, 'locked'), 0o755);
    }
  });

  it('stops when aborted', async () => {
    mkdirSync(join(root, 'a'));
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    await assert.rejects(plan(['.'], {}, controller.signal), /stop/);
  });

  it('plans thousands of files the same way each time', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 2000; i++) files[`d${i % 50}/f${i}.txt`] = 'x';
    writeTree(root, files);
    const first = await plan();
    assert.equal(first.files.length, 2000);
    assert.deepEqual(paths(await plan()), paths(first));
  });
});
