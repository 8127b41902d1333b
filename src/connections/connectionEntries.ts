import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { messageOf } from '../base/log';
import { parseBaseUrl } from '../client/address';
import { localConnectionId } from './connection';
import { regionOf } from './regions';

/** One connection in the setting: all of it but its key. */
export interface ConnectionEntry {
  /** Part of ledger entries and document addresses. */
  id: string;
  name: string;
  /** Without trailing slashes. */
  baseUrl: string;
}

const maxIdLength = 40;
export const maxNameLength = 60;

/** The form of ids: what a document address and a secret's name can hold. */
const idForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const entry = z.object({
  id: z.string().check(z.maxLength(maxIdLength), z.regex(idForm)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxNameLength)),
  baseUrl: z.string(),
});

/** Reads the setting. An entry that cannot be used is left out, and `refused` hears why; the others count. */
export function readEntries(setting: unknown, refused: (why: string) => void): ConnectionEntry[] {
  if (setting === undefined || setting === null) return [];
  if (!Array.isArray(setting)) {
    refused('it is no list');
    return [];
  }
  const read: ConnectionEntry[] = [];
  for (const [index, item] of setting.entries()) {
    const parsed = entry.safeParse(item);
    const place = `entry ${index + 1}`;
    if (!parsed.success)
      refused(`${place} has no usable ${parsed.error.issues[0]?.path.join('.') || 'form'}`);
    else if (parsed.data.id === localConnectionId)
      refused(`${place}: the id "${localConnectionId}" is taken by this machine`);
    else if (read.some(({ id }) => id === parsed.data.id)) refused(`${place} has the id of another`);
    else {
      try {
        read.push({ ...parsed.data, baseUrl: parseBaseUrl(parsed.data.baseUrl) });
      } catch (error) {
        refused(`${place}: ${messageOf(error)}`);
      }
    }
  }
  return read;
}

/**
 * A free id for a connection to an address: its region's, else made of its host and a hash of the whole, so that an id
 * never comes to mean another server; with the first free number after it where there is such a connection already.
 */
export function freeId(baseUrl: string, taken: readonly unknown[]): string {
  const base = regionOf(baseUrl)?.id ?? `${hostWords(baseUrl)}-${hashOf(baseUrl)}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

function hostWords(baseUrl: string): string {
  const words = new URL(baseUrl).hostname.replace(/[^a-z0-9]+/g, '-').slice(0, maxIdLength - 12);
  return words.replace(/^-+|-+$/g, '') || 'server';
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 6);
