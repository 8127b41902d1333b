import { randomUUID } from 'node:crypto';

/** What stands around a file's bytes in a multipart form. */
export interface MultipartForm {
  contentType: string;
  head: Uint8Array;
  tail: Uint8Array;
}

/** Frames one file: the text fields first, then the file under `fileField`. Undefined fields are left out. */
export function frameFile(
  fields: Readonly<Record<string, string | undefined>>,
  fileField: string,
  fileName: string,
): MultipartForm {
  const boundary = `----llama-batches-${randomUUID()}`;
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`],
  );
  const file = `--${boundary}\r\n${disposition(fileField)}; filename="${quotable(fileName)}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(parts.join('') + file),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`),
  };
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${quotable(name)}"`;
}

/** Names stay UTF-8; quotes and line breaks are escaped as browsers do (HTML standard, "multipart/form-data encoding"). */
function quotable(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
