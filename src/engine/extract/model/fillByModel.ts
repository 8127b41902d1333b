import type { Clock } from '../../../base/clock';
import type { ModelProvider } from '../../models/types';
import { ground } from '../grounding/ground';
import { secondOpinion } from '../grounding/secondOpinion';
import { fillByRules } from '../rules/fillByRules';
import type { ArrayField, FilledObject, ObjectField, SourceDocument } from '../types';
import { answerSchema } from './answerSchema';
import { type Chunk, chunksOf, smallerChunks } from './chunks';
import { Conversation, type ModelUsage, sizeOf } from './conversation';
import { mergePieces, type Piece } from './merge';
import { pageText } from './pageText';
import { type ChunkPlace, newMark, systemText, userText } from './prompt';
import { limitsOf, tooSmall } from './sizes';
import { tokensIn } from './tokens';

export interface ModelFillOptions {
  document: SourceDocument;
  /** The fields of the schema: of the document, of each page, or of each row. */
  root: ObjectField;
  provider: ModelProvider;
  /** The person's own guidance. */
  systemPrompt: string | null;
  signal: AbortSignal;
  /** Instead of the machine's. */
  clock?: Clock;
}

/** What a model found, and what that took. */
export interface ModelFill<Filled> {
  filled: Filled;
  usage: ModelUsage;
}

/**
 * Fills the schema from a whole document, long ones in chunks. Every value is looked up in the document, and weighed by
 * what the rules read. Throws ModelFailure, with a sentence for the person, where the model cannot do it or the budget
 * does not suffice.
 */
export function fillByModel(options: ModelFillOptions): Promise<ModelFill<FilledObject>> {
  return conversed(options, conversation => weighed(conversation, options, options.document));
}

/** The same for each page as a document of its own, in their order. */
export function pagesByModel(options: ModelFillOptions): Promise<ModelFill<FilledObject[]>> {
  const { document } = options;
  return conversed(options, async conversation => {
    conversation.reserve(document.pages.reduce((sum, page) => sum + tokensIn(pageText(page)), 0));
    const filled: FilledObject[] = [];
    for (const page of document.pages) {
      filled.push(await weighed(conversation, options, { ...document, pages: [page] }));
    }
    return filled;
  });
}

/** One for each row of the document's tables and lists, in their order. */
export function rowsByModel(options: ModelFillOptions): Promise<ModelFill<FilledObject[]>> {
  const root = listOf(options.root);
  return conversed(options, async conversation => {
    const { fields } = await fill(conversation, { ...options, root }, options.document);
    const rows = fields[rowsName];
    return rows?.kind === 'array' ? rows.items.filter(item => item.kind === 'object') : [];
  });
}

const rowsName = 'rows';

function listOf(row: ObjectField): ObjectField {
  const base = { title: '', nullable: false, required: true, examples: [], schema: {} };
  const rows: ArrayField = {
    ...{ ...base, kind: 'array', name: rowsName, items: row },
    description: 'One item for each row of the tables and lists of the document.',
  };
  return { ...base, kind: 'object', name: '', description: '', fields: [rows] };
}

async function conversed<Filled>(
  options: ModelFillOptions,
  work: (conversation: Conversation) => Promise<Filled>,
): Promise<ModelFill<Filled>> {
  const conversation = new Conversation(options);
  try {
    return { filled: await work(conversation), usage: conversation.usage };
  } finally {
    conversation.dispose();
  }
}

/** A document's values, and what the rules say to them. */
async function weighed(
  conversation: Conversation,
  options: ModelFillOptions,
  document: SourceDocument,
): Promise<FilledObject> {
  const filled = await fill(conversation, options, document);
  return secondOpinion(filled, fillByRules(document, options.root));
}

async function fill(
  conversation: Conversation,
  { root, systemPrompt, provider }: ModelFillOptions,
  document: SourceDocument,
): Promise<FilledObject> {
  // With ajv, which takes 0.1 s to load.
  const { readAnswer, withNotes } = await import('./readAnswer');
  const schema = answerSchema(root);
  const mark = newMark();
  const system = systemText(mark, systemPrompt);
  const overhead = sizeOf({ system, schema, user: userText(mark, document.name, [], { number: 1, of: 1 }) });
  const limits = limitsOf(provider, overhead);
  const ask = async (chunk: Chunk, place: ChunkPlace): Promise<FilledObject | 'cut'> => {
    const request = {
      ...{ system, schema, maxOutputTokens: limits.output },
      user: userText(mark, document.name, chunk, place),
    };
    const answer = await conversation.ask(request, text => readAnswer(root, text));
    if (answer === 'cut') return answer;
    const pages = [...new Set(chunk.map(({ page }) => page))];
    const filled = ground({ ...document, pages }, root, answer.value.value);
    return withNotes(filled, answer.value.dropped);
  };

  const waiting = chunksOf(document, limits.chunk);
  conversation.reserve(waiting.reduce((sum, chunk) => sum + overhead + sizeOfChunk(chunk), 0));
  const pieces: Piece[] = [];
  for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
    const filled = await ask(chunk, { number: pieces.length + 1, of: pieces.length + waiting.length + 1 });
    if (filled !== 'cut') {
      pieces.push({ filled, overlaps: chunk[0]?.overlaps ?? false });
      continue;
    }
    const smaller = smallerChunks(chunk);
    if (!smaller) throw tooSmall(provider);
    waiting.unshift(...smaller);
  }
  const [first, ...rest] = pieces;
  return first ? mergePieces([first, ...rest]) : ground(document, root, {});
}

const sizeOfChunk = (chunk: Chunk): number => chunk.reduce((sum, { text }) => sum + tokensIn(text), 0);
