import assert from 'node:assert/strict';
import { factsAt, metadataTree, neighboursAt, parseJobOf } from '../../../../src/runs/results/fieldFacts';

const cited = (text: string, confidence = 0.5) => ({
  citation: [{ page: 2, matching_text: text }],
  confidence,
});

/** As the OpenAPI document shows it (`ExtractedFieldMetadata`). */
const metadata = {
  parse_job_id: 'pjb-1',
  field_metadata: {
    document_metadata: {
      vendor: { name: cited('Noisebridge') },
      items: [
        { amount: cited('$10.00') },
        { amount: { citation: [], reasoning: 'It is not in the document.' } },
      ],
      tags: cited('a, b', 0.4),
      confidence: { confidence: 0.25, citation: null },
    },
  },
};

describe('what is told of a value', () => {
  const tree = metadataTree(metadata);
  const textAt = (...path: (string | number)[]) => factsAt(tree, path)?.citations[0]?.matching_text;

  it('is found by the path of the value', () => {
    assert.equal(textAt('vendor', 'name'), 'Noisebridge');
    assert.equal(textAt('items', 0, 'amount'), '$10.00');
    assert.deepEqual(factsAt(tree, ['items', 1, 'amount']), {
      ...{ citations: [], confidence: null, note: 'It is not in the document.' },
    });
  });

  it('is that of the list where a server tells of it as a whole', () => {
    assert.equal(textAt('tags', 1), 'a, b');
  });

  it('is nothing for groups, unknown names and values that nothing is told of', () => {
    for (const path of [
      [],
      ['vendor'],
      ['items'],
      ['items', 0],
      ['nobody'],
      ['items', 7, 'amount'],
      ['constructor'],
    ])
      assert.equal(factsAt(tree, path), undefined, JSON.stringify(path));
    for (const none of [null, undefined, {}, { field_metadata: 3 }])
      assert.equal(factsAt(metadataTree(none as never), ['a']), undefined);
  });

  it('takes no field for an entry because of its name', () => {
    assert.equal(factsAt(tree, ['confidence'])?.confidence, 0.25);
  });

  it('lies in a list where there is a result for each page or row', () => {
    const rows = metadataTree({ field_metadata: { row_metadata: [{ a: cited('x') }] } });
    assert.equal(factsAt(rows, [0, 'a'])?.citations[0]?.page, 2);
  });

  it('stands beside the words of the other values of its row', () => {
    const rows = metadataTree({
      field_metadata: {
        document_metadata: { lines: [{ a: cited('A'), b: cited('B'), c: { x: cited('X') } }] },
      },
    });
    assert.deepEqual(neighboursAt(rows, ['lines', 0], 'a'), ['B']);
    assert.deepEqual(neighboursAt(rows, ['lines', 1], 'a'), []);
    assert.deepEqual(neighboursAt(undefined, ['lines'], 'a'), []);
  });

  it('comes with the parse that was read', () => {
    assert.equal(parseJobOf(metadata), 'pjb-1');
    assert.equal(parseJobOf({}), undefined);
  });
});
