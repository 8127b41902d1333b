/** How many bytes of a file's beginning {@link sniffKind} looks at. */
export const sniffedBytes = 16;

interface Kind {
  /** Usual extension. */
  extension: string;
  /** Further extensions that the same bytes rightly carry. */
  alsoNamed?: readonly string[];
  matches(head: Buffer): boolean;
}

const startsWith = (text: string) => (head: Buffer) => head.toString('latin1', 0, text.length) === text;

/**
 * Kinds that their first bytes tell for certain. ZIP, OLE and TIFF are not among them: the same bytes begin archives,
 * installers and camera raw files. Signatures: PDF 32000-1 §7.5.2, PNG §5.2, ITU T.81 (JPEG), GIF89a §17, WebP
 * container specification, RTF 1.9.
 */
const kinds: readonly Kind[] = [
  { extension: '.pdf', matches: startsWith('%PDF-') },
  { extension: '.png', matches: startsWith('\x89PNG\r\n\x1a\n') },
  { extension: '.jpg', alsoNamed: ['.jpeg'], matches: startsWith('\xff\xd8\xff') },
  { extension: '.gif', matches: head => startsWith('GIF87a')(head) || startsWith('GIF89a')(head) },
  {
    extension: '.webp',
    matches: head => startsWith('RIFF')(head) && head.toString('latin1', 8, 12) === 'WEBP',
  },
  { extension: '.rtf', matches: startsWith('{\\rtf') },
];

/** Programs: ELF, Mach-O (both byte orders), and DOS/Windows, whose fourth byte tells it from a text that begins "MZ". */
function isProgram(head: Buffer): boolean {
  const hex = head.toString('hex', 0, 4);
  if (['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe'].includes(hex)) return true;
  return startsWith('MZ')(head) && head[3] === 0;
}

/**
 * Extensions of document formats that other files carry far more often, private keys and sources among them: there the
 * first bytes have to be the format's own. Keynote is a ZIP or an older gzip (Apple), Rocket eBook begins B0 0C.
 */
const oftenOtherwise: Readonly<Record<string, (head: Buffer) => boolean>> = {
  '.key': head => startsWith('PK')(head) || startsWith('\x1f\x8b')(head),
  '.rb': startsWith('\xb0\x0c'),
};

/** Whether a file is surely not the document that its extension (lower case, with dot) promises. */
export function isOtherFile(extension: string, head: Buffer): boolean {
  return oftenOtherwise[extension]?.(head) === false;
}

/** What the first bytes of a file say it is; undefined where they tell nothing for certain. */
export function sniffKind(
  head: Buffer,
): 'program' | { extension: string; names: readonly string[] } | undefined {
  if (isProgram(head)) return 'program';
  const kind = kinds.find(candidate => candidate.matches(head));
  return kind && { extension: kind.extension, names: [kind.extension, ...(kind.alsoNamed ?? [])] };
}
