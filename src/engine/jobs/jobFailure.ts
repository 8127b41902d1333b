/** Ends a job as FAILED; the message is the sentence that its owner reads. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}
