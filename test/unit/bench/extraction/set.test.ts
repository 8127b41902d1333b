import assert from 'node:assert/strict';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { normalizeDataSchema } from '../../../../src/engine/extract/dataSchema';
import type { JsonObject } from '../../../../src/engine/extract/types';
import { judge } from '../../../bench/extraction/judge';
import { measure } from '../../../bench/extraction/measures';
import { targets } from '../../../bench/extraction/printed';
import { rulesContender } from '../../../bench/extraction/rulesContender';
import { readSamples, type Sample } from '../../../bench/extraction/samples';
import { kindsOfDocuments, renderSet, sets } from '../../../extraction/renderSet';
import { tempFolder } from '../../../support/tempFolder';

describe('the document set', function () {
  this.timeout(60_000);
  const folder = tempFolder();
  after(() => folder.remove());
  let samples: Sample[];

  before(async () => {
    // Receipts are photographs, which take seconds to make and to read.
    const kinds = kindsOfDocuments().filter(kind => kind !== 'receipt');
    await renderSet(folder.path, sets, kinds);
    samples = readSamples(folder.path);
  });

  it('has gold that fits its schemas, and names no field that they lack', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    for (const { path, schema, gold } of samples) {
      const valid = ajv.compile(closed(schema) as JsonObject);
      assert.ok(valid(settled(gold)), `${path}: ${ajv.errorsText(valid.errors)}`);
    }
  });

  it('sets about a third aside, of every kind', () => {
    const shareOf = (some: readonly Sample[]) => some.filter(({ heldOut }) => heldOut).length / some.length;
    assert.ok(shareOf(samples) >= 0.3, `${shareOf(samples)}`);
    for (const kind of new Set(samples.map(sample => sample.kind))) {
      const share = shareOf(samples.filter(sample => sample.kind === kind));
      assert.ok(share >= 0.25, `${kind}: ${share}`);
    }
  });

  it('is extracted from by the rules as well as was asked for, a few documents of all formats', async () => {
    const few = [
      'hafenlicht',
      'harrow-joinery',
      'northmoor',
      'ostrava-machines',
      'pennine-foods',
      'school-library',
      'tabela-ferragens',
      'wasserschaden',
    ];
    const rules = rulesContender(folder.path);
    const chosen = samples.filter(({ name }) => few.includes(name.split('.')[0] ?? ''));
    assert.equal(chosen.length, few.length);
    const judgements = [];
    for (const sample of chosen) {
      judgements.push(...judge(normalizeDataSchema(sample.schema), sample.gold, await rules.extract(sample)));
    }
    for (const group of ['field', 'item'] as const) {
      const { precision, recall } = measure(judgements, group);
      assert.ok((precision ?? 0) >= targets[group].precision, `${group}: precision ${precision}`);
      assert.ok((recall ?? 0) >= targets[group].recall, `${group}: recall ${recall}`);
    }
  });
});

/** Every object of the schema takes only what it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const more = 'properties' in schema ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(entries), ...more };
}

/** The first of the values that the gold leaves open. */
function settled(gold: unknown): unknown {
  if (Array.isArray(gold)) return gold.map(settled);
  if (typeof gold !== 'object' || gold === null) return gold;
  if ('$any' in gold && Array.isArray(gold.$any)) return gold.$any.find(value => value !== null);
  return Object.fromEntries(Object.entries(gold).map(([key, value]) => [key, settled(value)]));
}
