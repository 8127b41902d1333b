// A worker that finds more pages again and again before it fails, as a document of many scans does.
import type { FromWorker, ToWorker } from '../../../../src/engine/workers/messages';

const findings = 10;
const betweenMs = 20;

const send = (message: FromWorker) => process.send?.(message);

process.on('message', (message: ToWorker) => {
  if (message.type === 'settings') {
    send({ type: 'ready' });
    return;
  }
  const { id } = message;
  let found = 0;
  const timer = setInterval(() => {
    found++;
    send({ type: 'morePages', id, pages: 1 });
    if (found < findings) return;
    clearInterval(timer);
    send({ type: 'failed', id, code: 'NO_DATA_FOUND_IN_FILE', message: 'The end.', rss: 1 });
  }, betweenMs);
});
process.on('disconnect', () => process.exit());
