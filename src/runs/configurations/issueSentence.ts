import type * as z from 'zod/mini';

/** What a schema expects, in JSON's words. */
const nouns: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** One thing that is wrong with a configuration, with its place: "page_ranges.max_pages: must be at least 1." */
export function issueSentence(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'It cannot be read.';
  const place = issue.path.map(String).join('.');
  const what = words(issue).replace(/\.$/, '');
  return place ? `${place}: ${what}.` : `The file ${what}.`;
}

function words(issue: z.core.$ZodIssue): string {
  if ('input' in issue && issue.input === undefined && 'code' in issue && issue.code !== 'custom')
    return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nouns[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${alternatives(issue.values)}`;
    case 'too_small':
      return `must ${bound(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `must ${bound(issue.origin)} at most ${issue.maximum}`;
    case 'invalid_union':
      return 'has a value of a kind that is not known here';
    // Rules of our own, and the formats, say in words what they want.
    default:
      return issue.message === 'Invalid input' ? 'is not valid' : issue.message;
  }
}

const bound = (origin: string) => (origin === 'string' || origin === 'array' ? 'have a length of' : 'be');

/** Long lists (languages) are cut: the editor completes them. */
function alternatives(values: readonly unknown[]): string {
  const shown = values.slice(0, 8).map(String);
  if (values.length > shown.length) return `one of ${shown.join(', ')}, …`;
  return [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' or ');
}
