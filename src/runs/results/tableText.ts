import { setImmediate as turn } from 'node:timers/promises';
import { byteOrderMark, csvText } from './csv';
import { TableColumns } from './tableColumns';
import type { TableRow } from './tableRows';

export type TableFormat = 'csv' | 'jsonl';

/** Most characters of a table; the longest text that Node can hold is twice as long. */
const maxCharacters = 256 * 2 ** 20;

/** Rows that are written in one go: some milliseconds of work. */
const rowsPerTurn = 500;

/**
 * Rows as a text, written in turns with everything else that this process does. `rows` is gone through more than once.
 * Rejects with a sentence where the table would be too large to be of use, and with the signal's reason.
 */
export async function tableText(
  rows: Iterable<TableRow>,
  format: TableFormat,
  signal?: AbortSignal,
): Promise<string> {
  const isCsv = format === 'csv';
  const columns = new TableColumns();
  await inTurns(rows, signal, row => columns.take(row, isCsv));
  const lines: string[] = isCsv ? [byteOrderMark + csvText([columns.names()])] : [];
  let characters = 0;
  await inTurns(rows, signal, row => {
    const line = isCsv ? csvText([columns.cells(row)]) : jsonLine(row, columns);
    characters += line.length;
    if (characters > maxCharacters)
      throw new Error(
        'The table is too large for one document. Extract fewer files, or fewer fields, at a time.',
      );
    lines.push(line);
  });
  return lines.join('');
}

async function inTurns(
  rows: Iterable<TableRow>,
  signal: AbortSignal | undefined,
  work: (row: TableRow) => void,
): Promise<void> {
  let done = 0;
  for (const row of rows) {
    work(row);
    if (++done % rowsPerTurn > 0) continue;
    await turn();
    signal?.throwIfAborted();
  }
}

/** A JSON object a line, the values under the API's own name: none of theirs can be taken for one of ours. */
const jsonLine = (row: TableRow, columns: TableColumns): string =>
  `${JSON.stringify({ ...columns.told(row), extract_result: row.values })}\n`;
