import { type Bytes, Unreadable } from './bytes';

/** Compound files are small file systems (MS-CFB): sectors in chains, a table of what follows what, a directory. */
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Numbers of sectors from here on are marks: the end of a chain, a free sector. */
const firstMark = 0xfffffffa;
/** Longest directory that is read; ours. */
const maxDirectoryBytes = 4 * 1024 * 1024;
const entryBytes = 128;
const kinds = { stream: 2, root: 5 };

interface Entry {
  name: string;
  kind: number;
  left: number;
  right: number;
  child: number;
  start: number;
  bytes: number;
}

/** A compound file whose streams are read from the beginning, as far as they are needed. */
export class CompoundFile {
  /** The sectors that hold the table of what follows what. */
  private readonly table: number[] = [];
  private entries: Entry[] = [];

  private constructor(
    private readonly bytes: Bytes,
    private readonly header: Buffer,
    private readonly sectorBytes: number,
  ) {}

  /** Rejects with Unreadable where it is none. */
  static async open(bytes: Bytes): Promise<CompoundFile> {
    const header = await bytes.read(0, 512);
    if (header.length < 512 || !header.subarray(0, 8).equals(signature))
      throw new Unreadable('no compound file');
    const shift = header.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new Unreadable('no size of sectors');
    const file = new CompoundFile(bytes, header, 2 ** shift);
    await file.readTable();
    const directory = await file.chain(header.readUInt32LE(48), maxDirectoryBytes);
    for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
      file.entries.push(entryOf(directory.subarray(at, at + entryBytes)));
    }
    return file;
  }

  /** The first bytes of a stream of the top level; null where there is none of the name. */
  async stream(name: string, mostBytes: number): Promise<Buffer | null> {
    const entry = this.topLevel().find(found => found.kind === kinds.stream && found.name === name);
    if (!entry) return null;
    const length = Math.min(entry.bytes, mostBytes);
    if (entry.bytes >= this.header.readUInt32LE(56)) return this.chain(entry.start, length);
    return this.smallStream(entry.start, length);
  }

  /** Entries of the root, which are kept as a tree. */
  private topLevel(): Entry[] {
    const found: Entry[] = [];
    const seen = new Set<number>();
    const ahead = [this.entries.find(entry => entry.kind === kinds.root)?.child ?? firstMark];
    for (let number = ahead.pop(); number !== undefined; number = ahead.pop()) {
      const entry = this.entries[number];
      if (!entry || seen.has(number)) continue;
      seen.add(number);
      found.push(entry);
      ahead.push(entry.left, entry.right);
    }
    return found;
  }

  /** Places of the table's sectors: the first 109 in the header, the others in a chain of their own. */
  private async readTable(): Promise<void> {
    const most = this.bytes.size / this.sectorBytes;
    for (let at = 76; at < 512; at += 4) this.table.push(this.header.readUInt32LE(at));
    let next = this.header.readUInt32LE(68);
    while (next < firstMark && this.table.length < most) {
      const sector = await this.sector(next);
      const last = sector.length - 4;
      for (let at = 0; at < last; at += 4) this.table.push(sector.readUInt32LE(at));
      next = sector.readUInt32LE(last);
    }
  }

  private async sector(number: number): Promise<Buffer> {
    const sector = await this.bytes.read((number + 1) * this.sectorBytes, this.sectorBytes);
    // The last sector of a file may be cut short.
    if (sector.length < 8) throw new Unreadable('a sector is missing');
    return sector;
  }

  private async after(number: number): Promise<number> {
    const perSector = this.sectorBytes / 4;
    const holder = this.table[Math.floor(number / perSector)];
    if (holder === undefined || holder >= firstMark) throw new Unreadable('a chain is broken');
    const entry = await this.bytes.read((holder + 1) * this.sectorBytes + (number % perSector) * 4, 4);
    if (entry.length < 4) throw new Unreadable('a chain is broken');
    return entry.readUInt32LE(0);
  }

  /** The bytes of a chain of sectors, `most` at the most. A chain in a circle ends there, too. */
  private async chain(start: number, most: number): Promise<Buffer> {
    const sectors: Buffer[] = [];
    let length = 0;
    for (let number = start; number < firstMark && length < most; number = await this.after(number)) {
      const sector = await this.sector(number);
      sectors.push(sector);
      length += sector.length;
    }
    return Buffer.concat(sectors).subarray(0, most);
  }

  /** Small streams share a stream of the root, in sectors of 64 bytes with a table of their own. */
  private async smallStream(start: number, length: number): Promise<Buffer> {
    const small = 2 ** this.header.readUInt16LE(32);
    const root = this.entries.find(entry => entry.kind === kinds.root);
    if (small > this.sectorBytes || !root) throw new Unreadable('no small streams');
    const [shared, table] = await Promise.all([
      this.chain(root.start, Math.min(root.bytes, maxDirectoryBytes)),
      this.chain(this.header.readUInt32LE(60), maxDirectoryBytes),
    ]);
    const parts: Buffer[] = [];
    let number = start;
    for (let read = 0; read < length && (number + 1) * 4 <= table.length; read += small) {
      parts.push(shared.subarray(number * small, (number + 1) * small));
      number = table.readUInt32LE(number * 4);
    }
    return Buffer.concat(parts).subarray(0, length);
  }
}

function entryOf(bytes: Buffer): Entry {
  const nameBytes = Math.min(64, Math.max(2, bytes.readUInt16LE(64)));
  return {
    name: bytes.toString('utf16le', 0, nameBytes - 2),
    kind: bytes.readUInt8(66),
    left: bytes.readUInt32LE(68),
    right: bytes.readUInt32LE(72),
    child: bytes.readUInt32LE(76),
    start: bytes.readUInt32LE(116),
    bytes: bytes.readUInt32LE(120),
  };
}
