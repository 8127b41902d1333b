import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Documents that extraction was built with, and those that only measure it. */
export const sets = ['development', 'held-out'] as const;
export type SetName = (typeof sets)[number];

/** Where the documents are described; everything runs in the project's root. */
const source = join('test', 'extraction', 'documents');
/** The same place among the built files, where this one is. */
const built = join(__dirname, 'documents');

/** The kinds of documents that there are. */
export const kindsOfDocuments = (): string[] => readdirSync(source).sort();

/**
 * Makes the project's own documents under `folder`, as `KIND/SET/NAME.EXT` with `NAME.gold.json` beside it and the kind's
 * `schema.json`. What lies as `NAME.EXT.ts` is a module whose default export makes the bytes; everything else is taken
 * as it is. Documents of sets that are not wanted are not looked at; `kinds` null means all.
 */
export async function renderSet(
  folder: string,
  wanted: readonly SetName[],
  kinds: readonly string[] | null = null,
): Promise<void> {
  for (const kind of kinds ?? kindsOfDocuments()) {
    for (const set of wanted) {
      for (const name of filesOf(join(source, kind, set))) {
        const target = join(folder, kind, set, name);
        mkdirSync(dirname(target), { recursive: true });
        if (name.endsWith('.ts')) {
          const module = join(built, kind, set, name.replace(/\.ts$/, '.js'));
          writeFileSync(target.replace(/\.ts$/, ''), await made(module));
        } else copyFileSync(join(source, kind, set, name), target);
      }
    }
    mkdirSync(join(folder, kind), { recursive: true });
    copyFileSync(join(source, kind, 'schema.json'), join(folder, kind, 'schema.json'));
  }
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function made(module: string): Promise<Buffer> {
  const { default: make } = createRequire(__filename)(module) as { default: () => Promise<Buffer> | Buffer };
  return make();
}
