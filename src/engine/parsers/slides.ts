import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const PRESENTATION = 'ppt/presentation.xml';
/** Unpacked bytes of the parts that matter; more is a bomb or no presentation. */
const MOST_UNPACKED = 256 * 1024 * 1024;
/** Slides that are told apart, and bytes that are written for it: each slide takes a copy of all parts. */
const MOST_SLIDES = 2000;
const MOST_WRITTEN = 16 * 1024 ** 3;
/** Parts without text: leaving them out makes each rewritten file small. */
const WITHOUT_TEXT = /^(ppt\/(media|embeddings|fonts)\/|docProps\/thumbnail)/;

/**
 * Yields the presentation once a slide, each with only that slide in its list, since the reader marks no slides
 * itself. Calls `counted` first. Null when the list of slides cannot be found, or is longer than any that people make.
 */
export function eachSlide(bytes: Uint8Array, counted: (slides: number) => void): Iterable<Uint8Array> | null {
  const parts = unpack(bytes);
  const presentation = parts?.[PRESENTATION];
  if (!presentation) return null;
  const unpacked = Object.values(parts).reduce((sum, part) => sum + part.length, 0);
  const xml = strFromU8(presentation);
  const list = /<(\w+:)?sldIdLst\b[^>]*>([\s\S]*?)<\/(\w+:)?sldIdLst>/.exec(xml);
  const entries = list?.[2]?.match(/<(\w+:)?sldId\b[^>]*?(\/>|>[\s\S]*?<\/(\w+:)?sldId>)/g);
  if (!list?.[2] || !entries) return null;
  // A slide that is listed a thousand times is one.
  const slides = new Map(entries.map(entry => [/:id\s*=\s*["']([^"']*)/.exec(entry)?.[1], entry]));
  if (slides.size > MOST_SLIDES || slides.size * unpacked > MOST_WRITTEN) return null;
  counted(slides.size);
  const before = xml.slice(0, list.index + list[0].indexOf(list[2]));
  const after = xml.slice(before.length + list[2].length);
  return (function* () {
    for (const slide of slides.values()) {
      yield zipSync({ ...parts, [PRESENTATION]: strToU8(before + slide + after) }, { level: 0 });
    }
  })();
}

/** The parts that matter; null where they are too large, or damaged in a way that the reader of the whole gets over. */
function unpack(bytes: Uint8Array): Record<string, Uint8Array> | null {
  let unpacked = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: part => {
        if (WITHOUT_TEXT.test(part.name)) return false;
        unpacked += part.originalSize;
        return unpacked <= MOST_UNPACKED;
      },
    });
    return unpacked > MOST_UNPACKED ? null : parts;
  } catch (error) {
    // fflate's errors have numbers for codes.
    if (typeof (error as { code?: unknown }).code === 'number') return null;
    throw error;
  }
}
