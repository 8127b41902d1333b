import { Uri, workspace } from 'vscode';

/** `<name><ending>` in a folder, or with the first number that is free: `invoice-2.schema.json`. */
export async function freeName(folder: Uri, name: string, ending: string): Promise<Uri> {
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}${ending}`);
    const isFree = await workspace.fs.stat(uri).then(
      () => false,
      () => true,
    );
    if (isFree) return uri;
  }
}
