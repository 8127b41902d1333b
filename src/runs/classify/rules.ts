import { createHash, randomUUID } from 'node:crypto';
import type { LegacyClassifyCreate } from '../../protocol/legacyJobs';

/** A kind of document and how to tell it. */
export interface ClassifyRule {
  type: string;
  description: string;
}

/** Stands for the person in the body, which asks for a name; the server knows its own from the key. */
const userId = 'llama-batches';

/** Lengths that the API takes (LlamaCloud API docs). */
const longestType = 50;
const shortestDescription = 10;
const longestDescription = 2000;

/** A rule as a person types it, "invoice: a bill with an amount due", or a sentence that says what is wrong with it. */
export function readRule(
  text: string,
  others: readonly ClassifyRule[] = [],
): { rule: ClassifyRule } | { problem: string } {
  const [, type = '', description = ''] = /^\s*([^:]*?)\s*:\s*(.*?)\s*$/s.exec(text) ?? [];
  if (type === '' || description === '') {
    return { problem: 'Write the kind, a colon, and how to tell it: “invoice: a bill with an amount due”.' };
  }
  if (type.length > longestType) {
    return { problem: `Shorten the kind: it may have ${longestType} characters.` };
  }
  if (description.length < shortestDescription) {
    return { problem: `Say more of how to tell it: at least ${shortestDescription} characters.` };
  }
  if (description.length > longestDescription) {
    return { problem: `Say less of how to tell it: at most ${longestDescription} characters.` };
  }
  if (others.some(other => other.type === type)) return { problem: `There is a rule for “${type}” already.` };
  return { rule: { type, description } };
}

/** Longest list of kinds in a name. */
const longestList = 80;

/** A name for rules that nobody has named: the same for the same rules, and another for others. */
export function nameOfRules(rules: readonly ClassifyRule[]): string {
  const kinds = rules.map(({ type }) => type).join(', ');
  const list = kinds.length > longestList ? `${kinds.slice(0, longestList)}…` : kinds;
  const pairs = rules.map(({ type, description }) => [type, description]);
  const hash = createHash('sha256').update(JSON.stringify(pairs)).digest('hex').slice(0, 6);
  return `Kinds: ${list} (${hash})`;
}

/** The body that starts a classify batch over a directory by the older route. */
export function classifyBody(
  directoryId: string,
  projectId: string,
  rules: readonly ClassifyRule[],
): LegacyClassifyCreate {
  return {
    directory_id: directoryId,
    job_config: { id: randomUUID(), user_id: userId, project_id: projectId, status: 'PENDING', rules },
  };
}
