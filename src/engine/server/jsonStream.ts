import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** Levels below which a value is written at once: an answer, its parts, their lists, of which each entry is small. */
const levels = 3;
/** Characters after which other work gets its turn; writing them takes a millisecond or two. */
const pieceLength = 256 * 1024;

/** The JSON of a large value, written piece by piece, so that the engine answers others in between. */
export function jsonStream(value: object): Readable {
  return Readable.from(paced(value), { objectMode: false });
}

async function* paced(value: object): AsyncGenerator<string> {
  let piece = '';
  for (const part of parts(value, levels)) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
    await setImmediate();
  }
  yield piece;
}

function* parts(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value) ?? 'null';
    return;
  }
  const isList = Array.isArray(value);
  let separator = isList ? '[' : '{';
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined && !isList) continue;
    yield isList ? separator : `${separator}${JSON.stringify(key)}:`;
    yield* parts(inner, depth - 1);
    separator = ',';
  }
  if (separator !== ',') yield separator;
  yield isList ? ']' : '}';
}
