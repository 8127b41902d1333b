import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PeerAnswer, PeerRequest } from './peerProcess';
import { measureTree } from './processTree';
import type { Contender } from './round';

/** LiteParse's own pool of two processes, on Markdown with blocks as the engine asks for. */
export const peerConfig = {
  poolSize: 2,
  quiet: true,
  outputFormat: 'markdown',
  imageMode: 'off',
  continueOnPageError: true,
  extractBlocks: true,
  ocrEnabled: false,
} as const satisfies PeerRequest['config'];

/** A process with a LiteParse pool; the first request decides its configuration. */
export class Peer {
  private readonly child: ChildProcess = fork(join(__dirname, 'peerProcess.js'), {
    serialization: 'advanced',
    execArgv: [],
  });
  private readonly ended = once(this.child, 'exit').then(() =>
    Promise.reject(new Error('The peer process died.')),
  );

  constructor() {
    this.ended.catch(() => undefined);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async ask(request: PeerRequest): Promise<PeerAnswer> {
    this.child.send(request);
    const [answer] = await Promise.race([once(this.child, 'message'), this.ended]);
    return answer as PeerAnswer;
  }

  close(): void {
    this.child.kill();
  }
}

/** LiteParse's pool as a contender. `onAnswer` gets every answer, with its texts. */
export function peerContender(
  name: string,
  files: readonly string[],
  config: PeerRequest['config'],
  onAnswer?: (answer: PeerAnswer) => Promise<void>,
): Contender {
  const peer = new Peer();
  return {
    name,
    run: async () => {
      const use = measureTree(peer.pid);
      const answer = await peer.ask({ files: [...files], config, details: onAnswer !== undefined });
      await onAnswer?.(answer);
      return { seconds: answer.seconds, failed: answer.failed, ...use?.end() };
    },
    close: async () => peer.close(),
  };
}
