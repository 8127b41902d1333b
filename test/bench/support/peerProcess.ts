import { readFile } from 'node:fs/promises';
import { LiteParse, type LiteParseConfig, type PoolOptions } from '@llamaindex/liteparse';

/** To the peer: parse all `files`. */
export interface PeerRequest {
  files: string[];
  config: Partial<LiteParseConfig> & PoolOptions;
  /** Also give back each file's text and the pages that have no usable text layer. */
  details: boolean;
}

export interface PeerFile {
  file: string;
  /** 0 where it failed. */
  pages: number;
  text: string;
  /** Complexity reasons of its pages; only with `includeComplexity`. */
  reasons: string[];
}

export interface PeerAnswer {
  seconds: number;
  pages: number;
  failed: number;
  details: PeerFile[];
}

let pool: LiteParse | null = null;

/** LiteParse's own pool, in a process of its own so that its use can be told from the benchmark's. */
async function parseAll({ files, config, details }: PeerRequest): Promise<PeerAnswer> {
  pool ??= new LiteParse(config);
  const parser = pool;
  await parser.warmUp();
  const queue = [...files];
  const found: PeerFile[] = [];
  let failed = 0;
  let pages = 0;
  const started = performance.now();
  const take = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      try {
        const result = await parser.parse(await readFile(file));
        pages += result.pages.length;
        if (!details) continue;
        const reasons = result.pages.flatMap(page => page.complexity?.reasons ?? []);
        found.push({ file, pages: result.pages.length, text: result.text, reasons });
      } catch {
        failed++;
        if (details) found.push({ file, pages: 0, text: '', reasons: [] });
      }
    }
  };
  // One more than there are workers, so that none waits for its next file.
  await Promise.all(Array.from({ length: (config.poolSize ?? 1) + 1 }, take));
  return { seconds: (performance.now() - started) / 1000, pages, failed, details: found };
}

process.on('message', (request: PeerRequest) => {
  void parseAll(request).then(answer => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
