import type { FilledObject, ObjectField, SourceDocument } from '../../types';
import { tableItems } from './fillArray';
import { itemOf, leavesOf } from './leaves';

/** One object for each row of the tables whose headers name the schema's fields, in the document's order. */
export const rowsByRules = (document: SourceDocument, root: ObjectField): FilledObject[] =>
  tableItems(document, leavesOf(root), []).map(values => itemOf(root, values));
