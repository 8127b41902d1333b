import { fold } from '../words/fold';

const signs: Readonly<Record<string, string>> = { '%': ' percent ', '#': ' no ' };

/** The words of a text or of a property's name in small letters without accents; signs that columns are named with too. */
export const plainWords = (text: string): string[] =>
  fold(text.replace(/(?<=\p{L})- (?=\p{Ll})/gu, '').replace(/(\p{Ll}{2})(\p{Lu})/gu, '$1 $2'))
    .replace(/[%#]/g, sign => signs[sign] ?? sign)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');

export const plainText = (text: string): string => plainWords(text).join(' ');
