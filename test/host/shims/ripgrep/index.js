// The published @vscode/ripgrep downloads its binary at install; @vscode/ripgrep-universal has it in the tarball.
// This file is imported by its real path, outside the host folder, so look from where the server was started.
const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

const universal = join('node_modules', '@vscode', 'ripgrep-universal');
let folder = dirname(require.main?.filename ?? process.argv[1]);
while (!existsSync(join(folder, universal)) && folder !== dirname(folder)) folder = dirname(folder);

exports.rgPath = join(folder, universal, 'bin', `${process.platform}-${process.arch}`, 'rg');
