import type { Box } from '../../parsers/types';

/** The smallest box around all of them; null around none. */
export function around(boxes: readonly Box[]): Box | null {
  const [first, ...rest] = boxes;
  if (!first) return null;
  let { x, y } = first;
  let right = x + first.w;
  let bottom = y + first.h;
  for (const box of rest) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    right = Math.max(right, box.x + box.w);
    bottom = Math.max(bottom, box.y + box.h);
  }
  return { x, y, w: round(right - x), h: round(bottom - y) };
}

/** Points that both have of the height. Negative where one is below the other. */
export const sharedHeight = (a: Box, b: Box): number => Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);

/** Points that both have of the width. Negative where one is right of the other. */
export const sharedWidth = (a: Box, b: Box): number => Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);

/** Whether the middle of a box is within an area. */
export function isInside(area: Box, box: Box): boolean {
  const x = box.x + box.w / 2;
  const y = box.y + box.h / 2;
  return area.x <= x && x <= area.x + area.w && area.y <= y && y <= area.y + area.h;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const round = (points: number): number => Math.round(points * 100) / 100;
