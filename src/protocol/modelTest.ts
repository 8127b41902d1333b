/** One small question, nothing of a document in it, by which a model shows that it answers and keeps to a shape. */
export const testQuestion = {
  system: 'You fill in forms. Answer with JSON only.',
  user: 'Fill in: which number comes after 41?',
  schema: {
    type: 'object',
    properties: { number: { type: 'integer' } },
    required: ['number'],
    additionalProperties: false,
  },
  /** Models that think before they answer need some hundreds. */
  maxOutputTokens: 2000,
};

/** Whether an answer holds the JSON that was asked for, be it in a code fence or after thoughts. */
export const followsTest = (answer: string): boolean => (answer.match(/\{[^{}]*\}/g) ?? []).some(isAnswer);

function isAnswer(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'number' in value && value.number === 42;
  } catch {
    return false;
  }
}
