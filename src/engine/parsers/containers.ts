/** True for the first bytes of a ZIP archive, an empty one included. */
export function isZip(bytes: Buffer): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Entries of an OLE directory lie at multiples of this, [MS-CFB] 2.6. */
const DIRECTORY_ENTRY = 128;

/** True when an OLE container has a stream or storage whose name begins with `name` (UTF-16 in its directory). */
export function oleHasStream(bytes: Buffer, name: string): boolean {
  const wanted = Buffer.from(name, 'utf16le');
  let at = bytes.indexOf(wanted);
  // The same words in the text of a document are no entry.
  while (at >= 0 && at % DIRECTORY_ENTRY !== 0) at = bytes.indexOf(wanted, at + 1);
  return at >= 0;
}

/** Record types of an Excel 97-2003 stream, [MS-XLS] 2.3. */
const BOF = Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]);
const FILE_PASS = 0x002f;
/** FilePass, where there is one, follows within the first records of the stream, [MS-XLS] 2.1.7.20.3. */
const RECORDS_READ = 8;

/**
 * True for an Office file that needs a password to open: an OOXML package inside an `EncryptedPackage` stream
 * ([MS-OFFCRYPTO] 2.3.4.4), or an .xls with a FilePass record. anydoc reports both only as malformed.
 */
export function isProtectedOle(bytes: Buffer): boolean {
  if (oleHasStream(bytes, 'EncryptedPackage')) return true;
  if (!oleHasStream(bytes, 'Workbook')) return false;
  let at = bytes.indexOf(BOF);
  for (let n = 0; at >= 0 && n < RECORDS_READ && at + 4 <= bytes.length; n++) {
    if (bytes.readUInt16LE(at) === FILE_PASS) return true;
    at += 4 + bytes.readUInt16LE(at + 2);
  }
  return false;
}
