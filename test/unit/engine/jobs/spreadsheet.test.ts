import assert from 'node:assert/strict';
import { sheetsOf } from '../../../../src/engine/jobs/results/spreadsheet';
import type { ParsedPage } from '../../../../src/engine/parsers/types';

describe('the sheets of a document', () => {
  const named = (...headings: string[]) =>
    sheetsOf(
      [
        {
          items: headings.flatMap(value => [
            { type: 'heading', md: value, value },
            { type: 'table', md: '', rows: [['a']] },
          ]),
        } as unknown as ParsedPage,
      ],
      'guessed',
    ).map(({ name }) => name);

  it('have names of their own, which Excel tells apart', () => {
    assert.deepEqual(named('Costs', 'costs', 'Costs (2)', 'Costs', 'x'.repeat(40), 'x'.repeat(31)), [
      'Costs',
      'costs (2)',
      'Costs (2) (2)',
      'Costs (3)',
      'x'.repeat(31),
      `${'x'.repeat(27)} (2)`,
    ]);
  });

  it('get them at the same cost however many have one heading', () => {
    const names = named(...Array.from({ length: 20_000 }, () => 'Costs'));
    assert.equal(new Set(names).size, 20_000);
    assert.equal(names.at(-1), 'Costs (20000)');
  });
});
