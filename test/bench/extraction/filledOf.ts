import type { Filled, JsonObject, Scalar } from '../../../src/engine/extract/types';

/**
 * What an extract job answered, with the confidence that its metadata tells of each value (LlamaCloud API docs,
 * `ExtractedFieldMetadata`).
 */
export function filledOf(result: unknown, metadata: unknown): Filled {
  if (Array.isArray(result)) {
    const told = Array.isArray(metadata) ? metadata : [];
    return { kind: 'array', items: result.map((item, i) => filledOf(item, told[i])) };
  }
  if (isObject(result)) {
    const told = isObject(metadata) ? metadata : {};
    const fields = Object.entries(result).map(([name, value]) => [name, filledOf(value, told[name])]);
    return { kind: 'object', fields: Object.fromEntries(fields) };
  }
  const confidence = isObject(metadata) ? metadata['confidence'] : undefined;
  return {
    kind: 'scalar',
    value: isScalar(result) ? result : null,
    confidence: typeof confidence === 'number' ? confidence : 0,
    spots: [],
  };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
