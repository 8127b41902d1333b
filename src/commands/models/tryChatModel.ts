import type { ModelLink } from '../../connections/models/modelLink';
import { withProgress } from '../../platform/progress';
import { followsTest, testQuestion } from '../../protocol/modelTest';

/**
 * Asks a model of VS Code one small question, while a person waits for it: VS Code may ask for its own consent. Resolves
 * to whether it keeps to the shape of answers; rejects with a sentence where it does not answer.
 */
export async function tryChatModel({ chat }: ModelLink, id: string, name: string): Promise<boolean> {
  const given = await withProgress(`Asking ${name}`, (_report, signal) => chat.ask(id, testQuestion, signal));
  if ('failure' in given) throw new Error(given.failure.message);
  return followsTest(given.answer.text);
}
