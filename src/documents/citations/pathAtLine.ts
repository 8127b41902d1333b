export type Path = readonly (string | number)[];

const keyLine = /^"((?:[^"\\]|\\.)*)":/;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const isClosing = (line: string): boolean => /^\s*[}\]]/.test(line);

/**
 * The names and numbers that lead to the value on a line of a JSON text of ours: one value or one end of a group a line,
 * two spaces a level (`JSON.stringify(value, null, 2)`). Empty for the whole.
 */
export function pathAtLine(lineAt: (line: number) => string, line: number): Path {
  const path: (string | number)[] = [];
  let at = isClosing(lineAt(line)) ? openerOf(lineAt, line) : line;
  while (at > 0) {
    const text = lineAt(at);
    const indent = indentOf(text);
    if (indent === 0) break;
    const key = keyLine.exec(text.trimStart())?.[1];
    let siblings = 0;
    let parent = at - 1;
    for (; parent > 0 && indentOf(lineAt(parent)) >= indent; parent--) {
      const other = lineAt(parent);
      if (indentOf(other) === indent && !isClosing(other)) siblings++;
    }
    path.unshift(key === undefined ? siblings : (JSON.parse(`"${key}"`) as string));
    at = parent;
  }
  return path;
}

/** The line on which the group begins that ends on a line. */
function openerOf(lineAt: (line: number) => string, line: number): number {
  const indent = indentOf(lineAt(line));
  let at = line - 1;
  while (at > 0 && indentOf(lineAt(at)) > indent) at--;
  return Math.max(at, 0);
}
