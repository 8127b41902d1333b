import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';
import { isOtherFile, sniffedBytes, sniffKind } from '../../base/fileKind';
import type { PlannedFile } from '../run';
import type { LeftOutReason } from './plan';

export interface InspectRules {
  supportedExtensions: ReadonlySet<string>;
  maxBytes: number;
}

export type Inspected =
  | Pick<PlannedFile, 'bytes' | 'modified' | 'extension'>
  | { reason: LeftOutReason; bytes: number };

/**
 * Looks at one regular file: its size, and its first bytes beside its extension. Only what is certain leaves it out;
 * whether a PDF is broken is for the server to say.
 */
export async function inspectFile(source: string, rules: InspectRules): Promise<Inspected> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(source, 'r');
    const { size, mtimeMs } = await handle.stat();
    const head = Buffer.alloc(sniffedBytes);
    await handle.read(head, 0, sniffedBytes, 0);
    const named = extname(source).toLowerCase();
    const verdict = judge(named, head, size, rules);
    if ('reason' in verdict) return { reason: verdict.reason, bytes: size };
    return { bytes: size, modified: mtimeMs, ...verdict };
  } catch {
    return { reason: 'unreadable', bytes: 0 };
  } finally {
    await handle?.close();
  }
}

function judge(
  named: string,
  head: Buffer,
  size: number,
  { supportedExtensions, maxBytes }: InspectRules,
): { reason: LeftOutReason } | { extension?: string } {
  const supported = supportedExtensions.has(named);
  const kind = sniffKind(head);
  if (kind === 'program') return { reason: supported ? 'not_what_its_name_says' : 'unsupported' };
  const known = kind && supportedExtensions.has(kind.extension);
  if (!supported && !known) return { reason: 'unsupported' };
  if (isOtherFile(named, head)) return { reason: 'unsupported' };
  if (size === 0) return { reason: 'empty' };
  if (size > maxBytes) return { reason: 'too_large' };
  const misnamed = known && !(supported && kind.names.includes(named));
  return misnamed ? { extension: kind.extension } : {};
}
