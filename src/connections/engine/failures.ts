/** Why the engine on this machine could not be started or reached. */
export type EngineFailureReason =
  | 'spawn-failed'
  | 'timeout'
  | 'exited'
  | 'node-too-old'
  | 'newer-data'
  | 'disk'
  | 'damaged-data'
  | 'not-ours'
  | 'keeps-stopping';

const sentences: Record<EngineFailureReason, string> = {
  'spawn-failed':
    'The engine on this machine could not be started. A virus scanner or a policy may keep it from running.',
  timeout: 'The engine on this machine did not get ready in time. The machine may be very busy: try again.',
  exited: 'The engine on this machine ended while it was starting.',
  'node-too-old':
    'The engine needs a VS Code with Node 22.13 or newer (VS Code 1.101). Update VS Code, or its server on the remote machine.',
  'newer-data':
    'The results on this machine were written by a newer version of Llama Batches. Update the extension in this window.',
  disk: 'The engine cannot write to its data folder. Check free space and permissions.',
  'damaged-data':
    'The database of the results on this machine is damaged. The log names its folder: rename that, and restart the engine. Your documents are not touched.',
  'not-ours': 'Another program answers where the engine should be. Restart the engine.',
  'keeps-stopping':
    'The engine on this machine stopped three times within five minutes. It is tried again in a minute; the log says why it stopped.',
};

/** The engine cannot be used; `message` is a sentence for a person, `detail` is for the log. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  constructor(
    readonly reason: EngineFailureReason,
    readonly detail = '',
  ) {
    super(sentences[reason]);
  }
}

/** Whether the engine was the reason, also where a request failed because it could not be started for it. */
export const isEngineFailure = (error: unknown): boolean =>
  error instanceof EngineFailure || (error instanceof Error && error.cause instanceof EngineFailure);
