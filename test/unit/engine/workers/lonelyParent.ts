// A parent that gives its one worker an endless call and can then be killed. Arguments: worker, folder, file for its pid.
import { createParserPool } from '../../../../src/engine/workers/pool';

const [workerPath = '', folder = '', pidFile = ''] = process.argv.slice(2);
const pool = createParserPool({
  workerPath,
  size: 1,
  memoryLimitBytes: 2 ** 30,
  deadline: () => 600_000,
  tessdataDir: folder,
  log: () => {},
});
const source = { path: pidFile, name: `do|hang|${pidFile}`, size: 1 };
void pool.parse(source, { upTo: 1 }, { ocr: false }, `${pidFile}.json`, new AbortController().signal);
