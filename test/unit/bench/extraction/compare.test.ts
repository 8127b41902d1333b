import assert from 'node:assert/strict';
import type { Scalar } from '../../../../src/engine/extract/types';
import { sameValue } from '../../../bench/extraction/compare';

describe('sameValue', () => {
  const same: [Scalar, Scalar][] = [
    ['Bäckerei Lüders & Söhne', 'BÄCKEREI LÜDERS & SÖHNE'],
    ['81 High Street, Wexcombe', '81 High Street\nWexcombe'],
    ["Prime d'ancienneté", 'Prime d’ancienneté'],
    ['2021 – 2024', '2021 - 2024'],
    ['Total due:', 'total due'],
    ['DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
    ['(503) 555-0142', '503 555 0142'],
    [12.5, 12.5],
    [0.1 + 0.2, 0.3],
    [false, false],
  ];
  for (const [expected, told] of same) {
    it(`takes ${JSON.stringify(told)} for ${JSON.stringify(expected)}`, () =>
      assert.ok(sameValue(expected, told)));
  }

  const different: [Scalar, Scalar][] = [
    ['2025-03-12', '2025-12-03'],
    ['RE-2025-0317', 'RE-2025-0318'],
    ['+44 113 496 0177', '44 113 496 0178'],
    ['Jonas Achterberg', 'Herrn Jonas Achterberg'],
    ['10 kg', '1'],
    [12.5, 12.51],
    [5, '5'],
    [true, 'true'],
    [1, true],
    ['', 'x'],
  ];
  for (const [expected, told] of different) {
    it(`does not take ${JSON.stringify(told)} for ${JSON.stringify(expected)}`, () =>
      assert.ok(!sameValue(expected, told)));
  }
});
