import assert from 'node:assert/strict';
import { answerOf, type Found, type Target } from '../../../../../src/engine/extract/output/answerOf';
import { conform } from '../../../../../src/engine/extract/output/conform';
import { metadataOf, qualityOf } from '../../../../../src/engine/extract/output/metadataOf';
import { resultOf } from '../../../../../src/engine/extract/output/resultOf';
import { fieldsOf } from '../../../../../src/engine/extract/schema/fieldsOf';
import type {
  Filled,
  FilledObject,
  FilledScalar,
  SourceDocument,
} from '../../../../../src/engine/extract/types';
import { JobFailure } from '../../../../../src/engine/jobs/jobFailure';

const found = (value: FilledScalar['value'], more: Partial<FilledScalar> = {}): FilledScalar => ({
  ...{ kind: 'scalar', value, confidence: 0.9, spots: [], ...more },
});
const nothing = found(null, { confidence: 0 });
const object = (fields: Record<string, Filled>): Filled => ({ kind: 'object', fields });
const array = (...items: Filled[]): Filled => ({ kind: 'array', items });

describe('what an extraction answers', () => {
  const filled = object({
    total: found(12.5, {
      spots: [{ page: 2, text: '12,50', boxes: [{ x: 1.23456, y: 2, w: 3, h: 4 }] }],
    }),
    seller: object({
      name: found('Tar & Rope', { spots: [{ page: 1, text: 'Tar & Rope', boxes: [] }] }),
      iban: nothing,
    }),
    lines: array(object({ text: found('Rope') }), object({ text: nothing })),
    tags: array(found('a'), found('b')),
    none: array(),
  });

  it('has the shape of the schema, with null where nothing was found', () => {
    assert.deepEqual(resultOf(filled), {
      total: 12.5,
      seller: { name: 'Tar & Rope', iban: null },
      lines: [{ text: 'Rope' }, { text: null }],
      tags: ['a', 'b'],
      none: [],
    });
  });

  it('tells in the same shape where each value stands and how sure it is', () => {
    const sure = { confidence: 0.9, extraction_confidence: 0.9 };
    const plain = { citation: [], ...sure, parsing_confidence: 1 };
    assert.deepEqual(metadataOf(filled, new Map([[2, 0.8]])), {
      total: {
        citation: [{ page: 2, matching_text: '12,50', bounding_boxes: [{ x: 1.23, y: 2, w: 3, h: 4 }] }],
        ...sure,
        parsing_confidence: 0.8,
      },
      seller: {
        name: { ...plain, citation: [{ page: 1, matching_text: 'Tar & Rope' }] },
        iban: { citation: [] },
      },
      lines: [{ text: plain }, { text: { citation: [] } }],
      tags: [plain, plain],
      none: [],
    });
  });

  it('says what is to be said of a value, and keeps shares between 0 and 1', () => {
    const odd = found('x', { confidence: 1.2, note: 'It does not stand in the document.' });
    assert.deepEqual(metadataOf(odd, new Map()), {
      ...{ citation: [], confidence: 1, extraction_confidence: 1, parsing_confidence: 1 },
      reasoning: 'It does not stand in the document.',
    });
    const told = metadataOf(found(null, { confidence: 0, note: 'Two totals differ.' }), new Map());
    assert.deepEqual(told, { citation: [], reasoning: 'Two totals differ.' });
  });

  it('is as sure of the text of a page as OCR was', () => {
    const page = (number: number, ocrConfidence: number | null) => ({
      ...{ number, width: 0, height: 0, label: null, lines: [], tables: [], markdown: '', ocrConfidence },
    });
    const document: SourceDocument = { name: 'a', pages: [page(1, null), page(2, 0.7)] };
    assert.deepEqual(
      [...qualityOf(document)],
      [
        [1, 1],
        [2, 0.7],
      ],
    );
  });

  it('has no value that the schema does not allow', () => {
    const root = fieldsOf({
      type: 'object',
      properties: {
        count: { type: 'integer' },
        price: { type: 'number' },
        kind: { type: 'string', enum: ['a', 'b'] },
        paid: { type: 'boolean' },
        list: { type: 'array', items: { type: 'integer' } },
        rows: { type: 'array', items: { type: 'object', properties: { count: { type: 'integer' } } } },
      },
    });
    const odd = object({
      ...{ count: found(1.5), price: found(Number.NaN), kind: found('c'), paid: found('yes') },
      list: array(found(1), found(1.5), found(3)),
      rows: array(object({ count: found('2') }), object({ count: found(2) })),
    });
    const allowed = conform(odd, root);
    assert.deepEqual(resultOf(allowed), {
      ...{ count: null, price: null, kind: null, paid: null, list: [1, 3] },
      rows: [{ count: null }, { count: 2 }],
    });
    const told = metadataOf(allowed, new Map()) as { count: object };
    const reasoning = '1.5 was found, which the schema does not allow.';
    assert.deepEqual(told.count, { citation: [], reasoning });
    const fine = object({ count: found(2), price: found(1.5), kind: found('a'), paid: found(false) });
    assert.deepEqual(conform(fine, root), fine);
  });

  it('is one object, or one a page or row, as JSON with its metadata in its place', () => {
    const root = fieldsOf({ type: 'object', properties: { count: { type: 'integer' } } });
    const one = object({ count: found(1.5) }) as FilledObject;
    const keys = (target: Target, what: Found) => {
      const { result, fieldMetadata } = answerOf(what, root, target, new Map());
      return [result, Object.keys(JSON.parse(fieldMetadata) as object)];
    };
    assert.deepEqual(keys('per_doc', one), ['{"count":null}', ['document_metadata']]);
    assert.deepEqual(keys('per_page', [one]), ['[{"count":null}]', ['page_metadata']]);
    assert.deepEqual(keys('per_table_row', []), ['[]', ['row_metadata']]);
  });

  it('is refused where it is too long to be stored', () => {
    const root = fieldsOf({ type: 'object', properties: { count: { type: 'integer' } } });
    const rows = Array.from({ length: 50 }, () => object({ count: found(1) }) as FilledObject);
    assert.throws(
      () => answerOf(rows, root, 'per_table_row', new Map(), 1000),
      (error: unknown) =>
        error instanceof JobFailure && /^DOCUMENT_TOO_LARGE: More was found/.test(error.message),
    );
  });

  it('keeps fields whose names objects have of themselves', () => {
    const fields = JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, number>;
    const odd = object(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, found(value)])),
    );
    assert.equal(JSON.stringify(resultOf(odd)), '{"__proto__":1,"constructor":2}');
  });
});
