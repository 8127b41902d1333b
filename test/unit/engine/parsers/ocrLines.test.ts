import assert from 'node:assert/strict';
import type { TextItem } from '@llamaindex/liteparse';
import { withLineBoxes } from '../../../../src/engine/parsers/ocrLines';

/** A recognised word; letters without ascenders begin lower and are not so tall. */
const word = (text: string, x: number, y: number, height: number, width = text.length * 6): TextItem => ({
  text,
  x,
  y,
  width,
  height,
  confidence: 0.9,
  rotation: 0,
});
const tops = (items: readonly TextItem[]) => new Map(items.map(item => [item.text, item.y]));

describe('lines of recognised words', () => {
  it('hold the words without tall letters too', () => {
    const found = tops(
      withLineBoxes([
        word('digging', 0, 100, 12),
        word('on', 46, 103, 6),
        word('Saturday', 62, 100, 12),
        word('we', 0, 118, 6),
        word('should', 16, 115, 9),
      ]),
    );
    assert.equal(found.get('on'), found.get('digging'));
    assert.equal(found.get('on'), found.get('Saturday'));
    assert.equal(found.get('we'), found.get('should'));
    assert.notEqual(found.get('on'), found.get('we'));
  });

  it('may climb across the page, and stay apart from the line above', () => {
    const words = Array.from({ length: 20 }, (_, i) => [
      word(`up${i}`, i * 30, 100 - i, 10, 26),
      word(`low${i}`, i * 30, 115 - i, 10, 26),
    ]).flat();
    const found = tops(withLineBoxes(words));
    const of = (name: string) =>
      new Set([...found].flatMap(([text, y]) => (text.startsWith(name) ? [y] : [])));
    assert.equal(of('up').size, 1);
    assert.equal(of('low').size, 1);
  });

  it('end where another column begins', () => {
    const found = tops(withLineBoxes([word('left', 0, 100, 10), word('right', 200, 104, 10)]));
    assert.deepEqual([found.get('left'), found.get('right')], [100, 104]);
  });

  it('have the size of the page, unless they are clearly larger', () => {
    const lines = withLineBoxes([
      word('Title', 0, 0, 30),
      word('plain', 0, 100, 12),
      word('text', 40, 100, 12),
      word('mean', 0, 120, 9),
    ]);
    const sizes = new Map(lines.map(item => [item.text, item.fontSize]));
    assert.deepEqual([...sizes.entries()].sort(), [
      ['Title', 30],
      ['mean', 12],
      ['plain', 12],
      ['text', 12],
    ]);
  });

  it('keep words apart that stand close', () => {
    const [of, nine] = withLineBoxes([word('of', 0, 100, 10, 20), word('9', 20.5, 100, 10, 6)]);
    assert.ok(of && nine);
    assert.ok(nine.x - (of.x + of.width) >= 1.5);
  });

  it('leave stored and rotated text alone', () => {
    const stored: TextItem = { text: 'stored', x: 0, y: 100, width: 30, height: 12 };
    const turned: TextItem = { ...word('turned', 32, 102, 9), rotation: 90 };
    const all = withLineBoxes([stored, turned, word('read', 64, 101, 9)]);
    assert.deepEqual([all[0], all[1]], [stored, turned]);
  });
});
