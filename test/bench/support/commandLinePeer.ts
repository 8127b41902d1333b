import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { tempFolder } from '../../support/tempFolder';
import { endedChildrenSeconds } from './processTree';
import type { Contender } from './round';

/** LiteParse's own batch command on Markdown without OCR: one process for all files, its start included. */
export function commandLineContender(name: string, files: readonly string[]): Contender {
  const folder = tempFolder();
  const [input, output] = [join(folder.path, 'in'), join(folder.path, 'out')];
  mkdirSync(input);
  // Numbers keep files of the same name apart.
  for (const [i, file] of files.entries())
    copyFileSync(file, join(input, `${i}${extname(file).toLowerCase()}`));
  const command = [
    resolve('node_modules/@llamaindex/liteparse/dist/cli.js'),
    ...['batch-parse', '--format', 'markdown', '--no-ocr', '--quiet', input, output],
  ];
  return {
    name,
    run: async () => {
      const before = endedChildrenSeconds();
      const started = performance.now();
      const child = spawn(process.execPath, command, { stdio: 'ignore' });
      const [code] = await once(child, 'exit');
      const seconds = (performance.now() - started) / 1000;
      const after = endedChildrenSeconds();
      return {
        seconds,
        // It says only whether any file failed.
        failed: code === 0 ? 0 : 1,
        ...(before === null || after === null ? {} : { cpuSeconds: after - before }),
      };
    },
    close: async () => folder.remove(),
  };
}
