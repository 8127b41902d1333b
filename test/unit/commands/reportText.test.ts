import assert from 'node:assert/strict';
import { reportText } from '../../../src/commands/actions/reportText';
import type { FileOutcome, RunFile, RunJobType } from '../../../src/runs/run';
import { batchIdsByDirectory, runFileRow, runRow } from '../../../src/runs/runRow';
import { plannedRun, runFile } from '../../support/runs';

const place = { server: 'LlamaCloud EU', project: 'Default' };

function reportOf(files: RunFile[], jobType: RunJobType = 'parse_v2'): string {
  const run = plannedRun('run-1', [], {
    ...{
      jobType,
      label: 'docs',
      phase: 'finished',
      startedAt: Date.UTC(2026, 0, 5, 12),
      endedAt: Date.UTC(2026, 0, 5, 13),
    },
    ...{
      files,
      batches: [{ directoryId: 'dir-1', batchId: 'bat-1', status: 'COMPLETED' }],
      estimatedCredits: 1200,
    },
    configuration: { id: 'cfg-x', name: 'Careful', tier: 'agentic', fingerprint: null },
  });
  const ids = batchIdsByDirectory(run);
  const rows = run.files.map(file => runFileRow(run, file, ids));
  return reportText(runRow(run, null, false), rows, place);
}

const ended = (path: string, outcome: FileOutcome, more: Partial<RunFile> = {}) =>
  runFile(path, { outcome, source: `/home/somebody/${path}`, ...more });

describe('the report on a batch', () => {
  it('tells what was asked for, what became of the files and what it cost', () => {
    const text = reportOf([
      ended('a.pdf', 'done', { pages: 12, credits: 120, tier: 'agentic', jobId: 'pjb-1' }),
      ended('b.pdf', 'failed', { error: 'PDF_IS_BROKEN: no pages', jobId: 'pjb-2' }),
      ended('c.pdf', 'unchanged'),
    ]);
    for (const line of [
      '# docs',
      '- Server: LlamaCloud EU, project Default',
      '- Files: 3 files: 2 with a result, 1 of them unchanged since an earlier batch, 1 failed',
      '- Configuration: `cfg-x`',
      '- Tier: agentic',
      '- Credits: 120 credits charged, about 1,200 credits expected',
      '- Started: 2026-01-05T12:00:00.000Z',
      '- Batch: `bat-1`',
      '- b.pdf: failed. PDF\\_IS\\_BROKEN: no pages',
      '| a.pdf | done | 12 | 120 | agentic | `pjb-1` |',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line}\nis not in\n${text}`);
    }
    assert.doesNotMatch(text, /another tier/);
  });

  it('flags files that ran under another tier than was asked for', () => {
    const text = reportOf([
      ended('a.pdf', 'done', { tier: 'fast' }),
      ended('b.pdf', 'done', { tier: 'agentic' }),
    ]);
    assert.match(text, /^- Parsed under another tier: 1 file$/m);
    assert.match(text, /^- a.pdf: done\. ran as fast instead of agentic$/m);
    assert.doesNotMatch(text, /^- b.pdf/m);
  });

  it('tells the types of files that were classified', () => {
    const classified = { type: 'in|voice', confidence: 0.9 };
    const text = reportOf([ended('a.pdf', 'done', { classified }), ended('b.pdf', 'failed')], 'classify_v2');
    assert.match(text, /^- Types: 1 in\\|voice$/m);
    assert.match(text, /^\| a\.pdf \| done \| in\\|voice · 0\.90 \| {2}\|/m);
    assert.match(text, /^\| b\.pdf \| failed \| {2}\| {2}\|/m);
    assert.doesNotMatch(reportOf([ended('a.pdf', 'done')]), /Type/);
  });

  it('names no folder of this machine', () => {
    assert.doesNotMatch(reportOf([ended('a.pdf', 'failed', { error: 'broken' })]), /somebody/);
  });

  it('is not led astray by names and sentences that look like Markdown', () => {
    const text = reportOf([
      ended('a|b [x](command:evil) <img>.pdf', 'failed', {
        error: 'one\n\n# two\n| three |',
        jobId: 'pjb-`1|',
      }),
    ]);
    assert.ok(
      text.includes('- a\\|b \\[x\\]\\(command:evil\\) \\<img\\>.pdf: failed. one \\# two \\| three \\|'),
      text,
    );
    assert.ok(
      text.includes('| a\\|b \\[x\\]\\(command:evil\\) \\<img\\>.pdf | failed |  |  |  | `pjb-1` |'),
      text,
    );
    assert.doesNotMatch(text, /^# two/m);
  });
});
