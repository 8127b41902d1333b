// A worker that does what a document can do to one, when the document's name asks for it; else the real worker.
import { writeFileSync, writeSync } from 'node:fs';
import type { ToWorker } from '../../../../src/engine/workers/messages';
import { runWorker } from '../../../../src/engine/workers/worker';

/** `do:WHAT:FILE` does WHAT after it has written its process id to FILE. */
process.on('message', (message: ToWorker) => {
  if (message.type !== 'call') return;
  const [mark, what, file] = message.call.source.name.split('|');
  if (mark !== 'do') return;
  if (file) writeFileSync(file, String(process.pid));
  if (what === 'hang') for (;;);
  if (what === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (what === 'ask too much') {
    // As Rust does in a parser whose document wants 512 GB.
    writeSync(2, 'memory allocation of 549755813888 bytes failed\n');
    process.abort();
  }
  if (what === 'eat') for (const held: Buffer[] = []; ; ) held.push(Buffer.alloc(8 << 20, 1));
});

runWorker();
