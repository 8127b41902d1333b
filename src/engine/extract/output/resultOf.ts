import type { Filled } from '../types';

/** What was found, as `extract_result` has it: nested objects of nulls and empty lists where nothing was. */
export function resultOf(filled: Filled): unknown {
  switch (filled.kind) {
    case 'scalar':
      return filled.value;
    case 'array':
      return filled.items.map(resultOf);
    case 'object':
      return Object.fromEntries(
        Object.entries(filled.fields).map(([name, field]) => [name, resultOf(field)]),
      );
  }
}
