import { randomUUID } from 'node:crypto';
import type { LegacyClassifyCreate } from '../../protocol/legacyJobs';

/** A kind of document and how to tell it. */
export interface ClassifyRule {
  type: string;
  description: string;
}

/** Stands for the person in the body, which asks for a name; the server knows its own from the key. */
const userId = 'llama-batches';

/** A rule as a person types it, "invoice: a bill with an amount due", or a sentence that says what is wrong with it. */
export function readRule(
  text: string,
  others: readonly ClassifyRule[] = [],
): { rule: ClassifyRule } | { problem: string } {
  const [, type = '', description = ''] = /^\s*([^:]*?)\s*:\s*(.*?)\s*$/s.exec(text) ?? [];
  if (type === '' || description === '') {
    return { problem: 'Write the kind, a colon, and how to tell it: “invoice: a bill with an amount due”.' };
  }
  if (others.some(other => other.type === type)) return { problem: `There is a rule for “${type}” already.` };
  return { rule: { type, description } };
}

/** The body that starts a classify batch over a directory. */
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
