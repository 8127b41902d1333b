import { unzipSync, zipSync } from 'fflate';
import type { Random } from '../../support/random';
import { mutatedBytes } from '../support/bytes';
import type { Seed } from './seeds';

/** The same document with something wrong; a package has it inside one of its parts half of the time. */
export function mutatedDocument({ extension, bytes }: Seed, random: Random, seeds: readonly Seed[]): Seed {
  const named = random.chance(0.03) ? random.pick(seeds).extension : extension;
  if (random.chance(0.05))
    return { extension: named, bytes: spliced(bytes, random.pick(seeds).bytes, random) };
  const isPackage = bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));
  const changed =
    isPackage && random.chance(0.7) ? mutatedPackage(bytes, random) : mutatedBytes(bytes, random);
  return { extension: named, bytes: changed };
}

function spliced(bytes: Buffer, other: Buffer, random: Random): Buffer {
  return Buffer.concat([
    bytes.subarray(0, random.int(0, bytes.length)),
    other.subarray(random.int(0, other.length)),
  ]);
}

function mutatedPackage(bytes: Buffer, random: Random): Buffer {
  const parts = unzipSync(bytes);
  const name = random.pick(Object.keys(parts));
  const part = Buffer.from(parts[name] ?? []);
  const dice = random.next();
  if (dice < 0.05) delete parts[name];
  else if (dice < 0.5 && /\.(xml|rels)$/.test(name))
    parts[name] = Buffer.from(mutatedXml(part.toString('utf8'), random));
  else parts[name] = new Uint8Array(mutatedBytes(part, random));
  return Buffer.from(zipSync(parts, { level: 1 }));
}

/** Elements nested, repeated, dropped or renamed: what is still XML goes deeper into a reader than what is not. */
function mutatedXml(xml: string, random: Random): string {
  const tags = [...xml.matchAll(/<(\/?)([\w:]+)[^<>]*>/g)];
  if (tags.length === 0) return xml;
  const tag = random.pick(tags);
  const [before, after] = [xml.slice(0, tag.index), xml.slice(tag.index + tag[0].length)];
  const other = random.pick(tags);
  switch (random.int(0, 5)) {
    case 0:
      return before + after;
    case 1:
      return before + tag[0].repeat(random.pick([2, 100, 20_000])) + after;
    case 2:
      return before + other[0] + after;
    case 3:
      return `${before}${`<${tag[2]}>`.repeat(2000)}${`</${tag[2]}>`.repeat(2000)}${tag[0]}${after}`;
    case 4:
      return (
        before +
        tag[0].replace(/"[^"]*"/, `"${random.pick(['-1', '999999999', '', 'rId1', '&#0;', '../x'])}"`) +
        after
      );
    default:
      return `${before}<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1000)}">]>${tag[0]}${'&b;'.repeat(1000)}${after}`;
  }
}
