import type { Field, Filled, FilledObject, FilledScalar, ObjectField, SourceDocument } from '../types';
import { chosen } from './chosen';
import { contextOf } from './context';
import { found } from './found';
import { Layout } from './layout/layout';
import { fillList } from './lists';
import { ReadingsCache } from './readingsCache';
import { fillArray } from './tables/fillArray';
import { withSums } from './totals';
import { wantedOf } from './wanted';

const nothing: FilledScalar = { kind: 'scalar', value: null, confidence: 0, spots: [] };

/** Fills a schema from the labels, places and forms of a document's values. What it does not tell is null. */
export function fillByRules(document: SourceDocument, root: ObjectField): FilledObject {
  const layout = new Layout(document);
  const context = contextOf(layout, root);
  const readings = new ReadingsCache(layout.habits);
  const values = chosen(withSums(found(wantedOf(root), layout, context, readings, root)));
  const fill = (field: Field, path: string): Filled => {
    switch (field.kind) {
      case 'scalar':
        return values.get(path) ?? nothing;
      case 'array':
        return field.items.kind === 'scalar'
          ? fillList(field, layout, context, readings)
          : fillArray(document, field);
      case 'object':
        return filledObject(field, path);
    }
  };
  const filledObject = (object: ObjectField, path: string): FilledObject => ({
    kind: 'object',
    fields: Object.fromEntries(
      object.fields.map(field => [field.name, fill(field, `${path}/${field.name}`)]),
    ),
  });
  return filledObject(root, '');
}
