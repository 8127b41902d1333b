/** Ids are opaque (LlamaCloud API docs); this is all that may go into an address, a file name or a ledger from outside. */
const plainId = /^[\w-]{4,128}$/;
/** An id of a batch inside of other text, such as the address of a page. */
const idInText = /(?<![\w-])bat-[\w-]{1,124}(?![\w-])/g;

/** What other ids begin with, and what they name. */
const otherKinds: readonly [prefix: string, what: string][] = [
  ['dir-', 'a directory'],
  ['dfl-', 'a file'],
  ['pjb-', 'a parse job'],
  ['ext-', 'an extract job'],
  ['cfg-', 'a configuration'],
  ['whc-', 'a webhook configuration'],
  ['prj-', 'a project'],
  ['bjb-', 'a batch of the older beta route, which is listed by itself'],
];

/** The id of a batch that a person typed or pasted, or a sentence that says what is wrong with it. */
export function readBatchId(text: string): { id: string } | { problem: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'Enter the id of a batch, such as bat-0f3a….' };
  if (!plainId.test(trimmed)) {
    const found = new Set(trimmed.match(idInText));
    const [id] = found;
    if (id !== undefined && found.size === 1) return { id };
    return { problem: 'This holds no id of a batch. One looks like bat-0f3a….' };
  }
  const other = otherKinds.find(([prefix]) => trimmed.startsWith(prefix));
  return other
    ? { problem: `This is the id of ${other[1]}. The id of a batch begins with bat-.` }
    : { id: trimmed };
}

/**
 * The id in the path of a link, `/batch/<id>`; undefined for anything else. Links come from anywhere, so only the form
 * that LlamaCloud's ids have is taken.
 */
export function batchIdOfLink(path: string): string | undefined {
  return /^\/batch\/(bat-[\w-]{1,124})$/.exec(path)?.[1];
}
