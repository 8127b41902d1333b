// What VS Code's `window` is for modules, as the extension is one; see windows.ts.
export { window } from 'vscode';
