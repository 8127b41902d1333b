import { similarity } from '../rules/words/terms';
import type {
  ArrayField,
  Field,
  Filled,
  FilledArray,
  FilledObject,
  FilledScalar,
  JsonObject,
  ObjectField,
  Scalar,
  ScalarField,
  SourceDocument,
} from '../types';
import { concludedNote, confidences, missingNote } from './confidences';
import { type DocumentIndex, indexOf, mostPlaces } from './documentIndex';
import { tokensOf } from './documentWords';
import type { Hit } from './hit';
import { Labels } from './labels';
import { closest } from './proximity';
import { Rows } from './rows';

/** A place counts as beside its label when this share of the field's names is there. */
const labelled = 0.5;
/** Values of an item stand within three lines. */
const together = 0.25;
/** How well a line names a truth value. */
const namesTruth = 0.6;

/**
 * Looks every value of a model up in the document. What is found gets its place and a confidence by how clear that is;
 * what is not gets a low one, no place and a note. `value` has the shape of `root`; what is missing in it is null.
 */
export const ground = (document: SourceDocument, root: ObjectField, value: JsonObject): FilledObject =>
  new Grounder(indexOf(document)).object(root, value, null);

/** Where an item of a list stands: that tells its values, as labels stand once above the list. */
interface Row {
  word: number;
  /** Values that are there. */
  count: number;
}

class Grounder {
  private readonly labels: Labels;

  constructor(private readonly index: DocumentIndex) {
    this.labels = new Labels(index.words);
  }

  object(field: ObjectField, value: unknown, row: Row | null): FilledObject {
    const own = (typeof value === 'object' && value !== null ? value : {}) as JsonObject;
    const told = ({ name }: Field) => (Object.hasOwn(own, name) ? own[name] : null);
    return {
      kind: 'object',
      fields: Object.fromEntries(field.fields.map(each => [each.name, this.filled(each, told(each), row)])),
    };
  }

  private filled(field: Field, value: unknown, row: Row | null): Filled {
    switch (field.kind) {
      case 'object':
        return this.object(field, value, row);
      case 'array':
        return this.array(field, Array.isArray(value) ? value : []);
      case 'scalar':
        return this.scalar(field, isScalar(value) ? value : null, row);
    }
  }

  private array({ items }: ArrayField, values: readonly unknown[]): FilledArray {
    const rows = new Rows(this.index);
    const row = (value: unknown) => rows.next(scalarsOf(items, value));
    const told = values.filter(value => value !== null);
    return { kind: 'array', items: told.map(value => this.filled(items, value, row(value))) };
  }

  private scalar(field: ScalarField, value: Scalar | null, row: Row | null): FilledScalar {
    if (value === null) return { kind: 'scalar', value, confidence: 0, spots: [] };
    if (typeof value === 'boolean') return this.truth(field, value);
    const hits = this.index.hitsOf(value, field);
    const choice = row ? this.amongItem(value, hits, row) : this.besideLabel(field, value, hits);
    if (!choice) return this.unfound(field, value);
    const { hit, confidence } = choice;
    const spots = this.index.words.spots(hit);
    return { kind: 'scalar', value, confidence: confidence * hit.sureness, spots };
  }

  /** Of several places the first one that is beside the field's label. */
  private besideLabel(field: ScalarField, value: Scalar, hits: readonly Hit[]) {
    const names = this.labels.namesOf(field);
    let best: { hit: Hit; near: number } | undefined;
    for (const hit of hits.slice(0, mostPlaces)) {
      const near = this.labels.nearness(names, hit.from);
      if (!best || near + hit.sureness > best.near + best.hit.sureness) best = { hit, near };
    }
    if (!best) return null;
    const clear = best.near >= labelled;
    const confidence = clear
      ? confidences.certain
      : isShort(value)
        ? confidences.short
        : hits.length === 1
          ? confidences.certain
          : confidences.found;
    return { hit: best.hit, confidence };
  }

  private amongItem(value: Scalar, hits: readonly Hit[], { word, count }: Row) {
    const best = closest(this.index.words, hits, word);
    if (!best) return null;
    if (best.close < together) return { hit: best.hit, confidence: confidences.astray };
    if (count > 1) return { hit: best.hit, confidence: confidences.certain };
    return { hit: best.hit, confidence: isShort(value) ? confidences.short : confidences.found };
  }

  private unfound(field: ScalarField, value: Scalar): FilledScalar {
    const concluded = field.enum !== null;
    return {
      ...{ kind: 'scalar', value, spots: [] },
      confidence: concluded ? confidences.concluded : confidences.missing,
      note: concluded ? concludedNote : missingNote,
    };
  }

  /** No document says true or false: the line that names the field is shown. */
  private truth(field: ScalarField, value: boolean): FilledScalar {
    const names = this.labels.namesOf(field);
    const likeness = this.index.words.lines.map(({ text }) => similarity(names, this.labels.of(text)));
    const best = likeness.reduce((most, each) => Math.max(most, each), namesTruth);
    const line = likeness.indexOf(best);
    const [from, to] = this.index.words.wordsOf(line);
    return {
      ...{ kind: 'scalar', value, confidence: confidences.concluded, note: concludedNote },
      spots: from === undefined || to === undefined ? [] : this.index.words.spots({ from, to }),
    };
  }
}

/** The scalars of an item, those of objects within it too; its lists have places of their own. */
function scalarsOf(field: Field, value: unknown): { field: ScalarField; value: Scalar }[] {
  if (field.kind === 'scalar') return isScalar(value) ? [{ field, value }] : [];
  if (field.kind === 'array' || typeof value !== 'object' || value === null) return [];
  return field.fields.flatMap(each =>
    Object.hasOwn(value, each.name) ? scalarsOf(each, (value as JsonObject)[each.name]) : [],
  );
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

const isShort = (value: Scalar): boolean => tokensOf(String(value)).join('').length <= 2;
