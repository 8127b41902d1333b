// Runs test/integration in a desktop VS Code that @vscode/test-electron downloads (needs VS Code's update server and a
// display). A script: its exit code is mocha's verdict.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectRoot, sampleFolder } from './paths';
import { TempFolder } from './tempFolder';

async function main(): Promise<number> {
  using folder = new TempFolder();
  const workspace = join(folder.path, 'sample');
  cpSync(sampleFolder, workspace, { recursive: true });
  return runTests({
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: join(projectRoot, 'out/test/integration/index'),
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${join(folder.path, 'user')}`],
  });
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(String(error));
    process.exitCode = 1;
  },
);
