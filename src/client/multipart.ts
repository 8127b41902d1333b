import { randomUUID } from 'node:crypto';

/** Text fields of a form; those that are undefined are left out. */
export type FormFields = Readonly<Record<string, string | undefined>>;

/** What stands around a file's bytes in a multipart form. */
export interface MultipartForm {
  contentType: string;
  head: Uint8Array;
  /** What follows the file, made once its SHA-256 (hex) is known. */
  tail(sha256: string): Uint8Array;
}

/** Frames one file: text fields, the file under `fileField`, then the fields that tell of its content. */
export function frameFile(
  fields: FormFields,
  fileField: string,
  fileName: string,
  fieldsAfter: (sha256: string) => FormFields = () => ({}),
): MultipartForm {
  const boundary = `----llama-batches-${randomUUID()}`;
  const parts = (of: FormFields) =>
    Object.entries(of).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`],
    );
  const file = `--${boundary}\r\n${disposition(fileField)}; filename="${quotable(fileName)}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(parts(fields).join('') + file),
    tail: sha256 => Buffer.from(`\r\n${parts(fieldsAfter(sha256)).join('')}--${boundary}--\r\n`),
  };
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${quotable(name)}"`;
}

/** Names stay UTF-8; quotes and line breaks are escaped as browsers do (HTML standard, "multipart/form-data encoding"). */
function quotable(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
