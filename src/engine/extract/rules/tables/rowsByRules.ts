import type { FilledObject, ObjectField, SourceDocument } from '../../types';
import { itemsOf } from './fillArray';

/** One object for each row of the tables whose headers name the schema's fields, in the document's order. */
export const rowsByRules = (document: SourceDocument, root: ObjectField): FilledObject[] =>
  itemsOf(document, root);
