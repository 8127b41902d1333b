import type { Box } from '../parsers/types';

export type JsonObject = Record<string, unknown>;
export type Scalar = string | number | boolean;

/** Where something stands in a document: the citation of a value. */
export interface Spot {
  /** 1-based. */
  page: number;
  /** The words as the document has them. */
  text: string;
  /** One a line; empty where the document has no positions (text, HTML, Office). */
  boxes: readonly Box[];
}

export interface Word {
  text: string;
  /** Null where the document has no positions. */
  box: Box | null;
}

/** Words that a reader takes in at one go: a line of a column, in reading order. */
export interface Line {
  /** 1-based. */
  page: number;
  text: string;
  box: Box | null;
  words: readonly Word[];
}

export interface Cell {
  text: string;
  box: Box | null;
}

/** A table as the parser saw it; its cells are among the lines of the page too. */
export interface Table {
  /** 1-based. */
  page: number;
  rows: readonly (readonly Cell[])[];
}

export interface DocumentPage {
  /** 1-based, as the parse counts. */
  number: number;
  /** Points; 0 where the format has no pages of a size. */
  width: number;
  height: number;
  /** Sheet name, slide section or printed page label where the format has one. */
  label: string | null;
  lines: readonly Line[];
  tables: readonly Table[];
  /** The page as Markdown: what a model reads. */
  markdown: string;
  /** 0 to 1 where OCR gave the text, else null. */
  ocrConfidence: number | null;
}

/** A parsed document as extraction and classification read it. */
export interface SourceDocument {
  /** Display name of the file. */
  name: string;
  pages: readonly DocumentPage[];
}

/** A property of the data schema. References are written out, `null` alternatives are folded into `nullable`. */
export type Field = ScalarField | ObjectField | ArrayField;

interface FieldBase {
  /** Property name; of an array's items, the array's own; of the root, ''. */
  name: string;
  /** Empty where the schema has none. */
  title: string;
  description: string;
  nullable: boolean;
  required: boolean;
  /** `examples`, `example` and `default` of the schema. */
  examples: readonly unknown[];
  /** The normalized schema of the property, without references. */
  schema: JsonObject;
}

export interface ScalarField extends FieldBase {
  kind: 'scalar';
  type: 'string' | 'number' | 'integer' | 'boolean';
  /** Such as `date`, `email`; null where there is none. */
  format: string | null;
  /** The only values there are; null where any is allowed. */
  enum: readonly Scalar[] | null;
  pattern: string | null;
}

export interface ObjectField extends FieldBase {
  kind: 'object';
  fields: readonly Field[];
}

export interface ArrayField extends FieldBase {
  kind: 'array';
  items: Field;
}

/** What was found for a field, of its shape. */
export type Filled = FilledScalar | FilledObject | FilledArray;

export interface FilledScalar {
  kind: 'scalar';
  /** Null where the document does not say; never a guess. */
  value: Scalar | null;
  /** 0 to 1: how often values that are told with this number are right. 0 for null. */
  confidence: number;
  /** Empty where the value does not stand in the document. */
  spots: readonly Spot[];
  /** A short sentence where something is to be said, such as that the value is not in the document. */
  note?: string;
}

export interface FilledObject {
  kind: 'object';
  /** In the schema's order; every field of it is there. */
  fields: Readonly<Record<string, Filled>>;
}

export interface FilledArray {
  kind: 'array';
  items: readonly Filled[];
}
