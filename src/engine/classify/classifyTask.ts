import type { ClassifyResult } from '../../protocol/classify';
import { type DocumentFiles, readDocument } from '../extract/readDocument';
import type { TaskTools } from '../extract/thread/task';
import { classifyByModel } from './classifyByModel';
import { classifyByRules } from './classifyByRules';
import type { Rule } from './terms';

export interface ClassifyInput {
  document: DocumentFiles;
  rules: readonly Rule[];
}

/** Finds the rule that a parsed document fits. Throws JobFailure; a ModelFailure passes through. */
export async function classifyTask(input: ClassifyInput, { provider }: TaskTools): Promise<ClassifyResult> {
  const document = await readDocument(input.document);
  return provider ? classifyByModel(document, input.rules, provider) : classifyByRules(document, input.rules);
}
