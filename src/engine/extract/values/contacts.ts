import type { FoundText } from './identifiers';

const found = (text: string, form: RegExp): FoundText[] =>
  [...text.matchAll(form)].map(match => ({
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

export const findEmails = (text: string): FoundText[] =>
  found(
    text,
    /[\p{L}\p{N}](?:[\p{L}\p{N}._%+-]{0,63})@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,24}/gu,
  );

/** Addresses of the web: with a scheme, with `www.`, or a bare name of a usual ending. Not what is part of an e-mail. */
export const findUrls = (text: string): FoundText[] =>
  found(
    text,
    /(?<![@\p{L}\p{N}.])(?:https?:\/\/[^\s<>"|·]{3,300}|www\.[^\s<>"|·]{3,300}|(?:[\p{L}\p{N}-]{2,63}\.){1,3}(?:com|org|net|de|fr|es|it|nl|pt|pl|eu|at|ch|be|co\.uk|uk|io|dev|info|example)(?:\/[^\s<>"|·]{0,300})?(?![\p{L}\p{N}@.]))/gu,
  ).map(url => {
    const value = url.value.replace(/[.,;:)]+$/, '');
    return { ...url, value, end: url.start + value.length };
  });

/** All numbers of phones: seven to fifteen digits in groups. Dates, amounts and account numbers may look the same. */
export const findPhones = (text: string): FoundText[] =>
  found(
    text,
    /(?<![\p{L}\d.,/])(?:\+|00|\()?\d(?:[\d()]|[ \u00a0./–-]{1,3}(?=[\d(])){5,22}\d(?![\p{L}\d]|[.,]\d)/gu,
  ).filter(({ value }) => {
    const digits = value.replace(/\D/g, '').length;
    return (
      digits >= 7 &&
      digits <= 15 &&
      value.includes('(') === value.includes(')') &&
      // Dates, and the nine digits of an American postcode.
      !/\d{4}-\d{2}-\d{2}|(?<!\d)\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d{2}(?!\d)|^\d{5}-\d{4}$|^\d{1,2}[./-]\d{1,2}[./-]\d{2}$|^(?:19|20)\d{2}\s?[–-]\s?(?:19|20)\d{2}$/.test(
        value,
      )
    );
  });
