import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OCR_REASONS } from '../../../src/engine/parsers/pdf';
import { Peer, peerConfig } from './peer';
import type { PeerFile } from './peerProcess';

const sample = 'test/fixtures/sample';
/** The sample's PDFs are repeated this often, unless a script asks for fewer. */
const usualCopies = 20;
/** A PDF that LiteParse cannot read within this time counts as refused: a corpus may hold some that it never ends with. */
const mostReadMs = 10_000;

export interface Corpus {
  /** PDFs whose pages all have a usable text layer. */
  text: PeerFile[];
  /** PDFs with at least one page that OCR must read. */
  scanned: PeerFile[];
  /** PDFs that LiteParse refuses. */
  refused: PeerFile[];
}

export const pagesOf = (files: readonly PeerFile[]): number =>
  files.reduce((sum, { pages }) => sum + pages, 0);
export const pathsOf = (files: readonly PeerFile[]): string[] => files.map(({ file }) => file);

/** The PDFs of `folder`, else copies of the sample's in `temporary`, sorted by what reading them takes. */
export async function readCorpus(
  folder: string | null,
  temporary: string,
  copies = usualCopies,
): Promise<Corpus> {
  const files = folder ? pdfsIn(folder) : copySample(temporary, copies);
  const peer = new Peer();
  try {
    const config = { ...peerConfig, includeComplexity: true, parseTimeoutMs: mostReadMs };
    const { details } = await peer.ask({ files, config, details: true });
    details.sort((a, b) => (a.file < b.file ? -1 : 1));
    const needsOcr = ({ reasons }: PeerFile) => reasons.some(reason => OCR_REASONS.has(reason));
    return {
      text: details.filter(file => file.pages > 0 && !needsOcr(file)),
      scanned: details.filter(file => file.pages > 0 && needsOcr(file)),
      refused: details.filter(file => file.pages === 0),
    };
  } finally {
    peer.close();
  }
}

function pdfsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.pdf$/i.test(name))
    .map(name => join(folder, name))
    .sort();
}

/** Copies that differ in their bytes, so that no two are one document to a store by content. */
function copySample(folder: string, copies: number): string[] {
  const originals = pdfsIn(sample);
  return Array.from({ length: copies }, (_, copy) =>
    originals.map((original, i) => {
      const file = join(folder, `${copy}-${i}.pdf`);
      writeFileSync(file, Buffer.concat([readFileSync(original), Buffer.from(`\n% copy ${copy}\n`)]));
      return file;
    }),
  ).flat();
}
