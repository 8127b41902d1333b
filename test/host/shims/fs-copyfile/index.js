// The git extension that comes with VS Code does not activate without this package; Node's own copies do its work.
const fs = require('node:fs');

module.exports = {
  copyFile: fs.promises.copyFile,
  copyFileSync: fs.copyFileSync,
  cp: fs.promises.cp,
  isCloneSupported: () => false,
  constants: fs.constants,
};
