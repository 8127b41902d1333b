import type { Check, Verdict } from './check';

const words: Record<Verdict, string> = { ok: 'ok', problem: '**problem**', note: 'note' };

/** A report in Markdown: what to do first, then every check, then facts about the machine. */
export function reportOf(
  title: string,
  checks: readonly Check[],
  facts: Readonly<Record<string, string>>,
): string {
  const problems = checks.filter(({ verdict }) => verdict === 'problem');
  const steps = problems.map(
    ({ name, found, next }) => `- ${name}: ${cell(found)}.${next ? ` ${next}` : ''}`,
  );
  return [
    `# ${title}`,
    '',
    'No key, password or document is in this report. It names the address of the server, the proxy and the project: read it before you publish it.',
    '',
    '## What to do',
    '',
    ...(steps.length > 0 ? steps : ['Nothing: no problem was found.']),
    '',
    '## Checks',
    '',
    '| Check | Verdict | Found |',
    '| --- | --- | --- |',
    ...checks.map(({ name, verdict, found }) => `| ${name} | ${words[verdict]} | ${cell(found)} |`),
    '',
    '## This machine',
    '',
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${cell(value)}`),
    '',
  ].join('\n');
}

/** One line, without what ends a cell, and without what an error may tell of a proxy's password. */
function cell(text: string): string {
  const line = text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  return line.replace(/\/\/[^/\s@]+@/g, '//…@');
}
