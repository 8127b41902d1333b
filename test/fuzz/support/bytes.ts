import type { Random } from '../../support/random';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const someBytes = (random: Random, most: number): Buffer =>
  Buffer.from(Array.from({ length: random.int(1, most) }, () => random.int(0, 255)));

function place(bytes: Buffer, random: Random, most: number): { from: number; to: number } {
  const from = random.int(0, Math.max(0, bytes.length - 1));
  return { from, to: Math.min(bytes.length, from + random.int(1, most)) };
}

const flip: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const times = random.pick([1, 1, 2, 5, 50]);
  for (let n = 0; n < times && copy.length > 0; n++) {
    const at = random.int(0, copy.length - 1);
    copy[at] = random.pick([
      0,
      0xff,
      0x7f,
      0x80,
      random.int(0, 255),
      (copy[at] ?? 0) ^ (1 << random.int(0, 7)),
    ]);
  }
  return copy;
};
const cut: Mutation = (bytes, random) => bytes.subarray(0, random.int(0, bytes.length));
const remove: Mutation = (bytes, random) => {
  const { from, to } = place(bytes, random, 2000);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};
const repeat: Mutation = (bytes, random) => {
  const { from, to } = place(bytes, random, 500);
  const times = random.pick([2, 3, 10, 1000]);
  const piece = bytes.subarray(from, to);
  return Buffer.concat([
    bytes.subarray(0, from),
    ...Array.from({ length: times }, () => piece),
    bytes.subarray(to),
  ]);
};
const insert: Mutation = (bytes, random) => {
  const { from } = place(bytes, random, 1);
  return Buffer.concat([bytes.subarray(0, from), someBytes(random, 64), bytes.subarray(from)]);
};
const number32: Mutation = (bytes, random) => {
  if (bytes.length < 4) return bytes;
  const copy = Buffer.from(bytes);
  const value = random.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x10000, bytes.length]);
  const at = random.int(0, copy.length - 4);
  if (random.chance(0.5)) copy.writeUInt32LE(value, at);
  else copy.writeUInt32BE(value, at);
  return copy;
};
/** A number that is written in digits becomes another. */
const digits: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/\d+/g)];
  const one = found.length > 0 ? random.pick(found) : undefined;
  if (!one) return flip(bytes, random);
  const value = random.pick([
    '0',
    '-1',
    '1',
    '2147483648',
    '4294967296',
    '99999999999999999999',
    '0.0000001',
    '65536',
  ]);
  return Buffer.from(text.slice(0, one.index) + value + text.slice(one.index + one[0].length), 'latin1');
};

const mutations: readonly Mutation[] = [flip, flip, cut, remove, repeat, insert, number32, digits, digits];

/** The same bytes with one to a few things wrong. */
export function mutatedBytes(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  const times = random.pick([1, 1, 1, 2, 4, 8]);
  for (let n = 0; n < times; n++) result = random.pick(mutations)(result, random);
  return result;
}
