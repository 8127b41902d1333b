export interface FoundText {
  value: string;
  start: number;
  end: number;
}

/** Lengths of IBANs by country (SWIFT IBAN registry): without them a following word is taken for a part of it. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...{
    AD: 24,
    AE: 23,
    AL: 28,
    AT: 20,
    AZ: 28,
    BA: 20,
    BE: 16,
    BG: 22,
    BH: 22,
    BR: 29,
    CH: 21,
    CR: 22,
    CY: 28,
  },
  ...{
    CZ: 24,
    DE: 22,
    DK: 18,
    DO: 28,
    EE: 20,
    EG: 29,
    ES: 24,
    FI: 18,
    FO: 18,
    FR: 27,
    GB: 22,
    GE: 22,
    GI: 23,
  },
  ...{
    GL: 18,
    GR: 27,
    GT: 28,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IS: 26,
    IT: 27,
    JO: 30,
    KW: 30,
    KZ: 20,
    LB: 28,
  },
  ...{
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
    MD: 24,
    ME: 22,
    MK: 19,
    MT: 31,
    MU: 30,
    NL: 18,
    NO: 15,
    PK: 24,
  },
  ...{
    PL: 28,
    PT: 25,
    QA: 29,
    RO: 24,
    RS: 22,
    SA: 24,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
    TN: 24,
    TR: 26,
    UA: 29,
  },
};

/** All IBANs of a text whose check digits are right, without spaces. */
export function findIbans(text: string): FoundText[] {
  return [...text.matchAll(/(?<![\p{L}\d])([A-Z]{2})\d{2}/gu)].flatMap(match => {
    const length = IBAN_LENGTHS[match[1] ?? ''];
    if (!length) return [];
    const taken = takeLetters(text, match.index, length);
    return taken && remainder97(taken.value) === 1 ? [taken] : [];
  });
}

/** So many letters and digits from a place on, over the single marks that group them. */
function takeLetters(text: string, start: number, length: number): FoundText | null {
  let value = '';
  let end = start;
  while (value.length < length && end < text.length) {
    const mark = text[end] ?? '';
    if (/[A-Za-z0-9]/.test(mark)) value += mark.toUpperCase();
    else if (!/[ \u00a0.-]/.test(mark) || /[ \u00a0.-]/.test(text[end + 1] ?? '')) return null;
    end++;
  }
  return value.length === length && !/[\p{L}\d]/u.test(text[end] ?? '') ? { value, start, end } : null;
}

/** ISO 7064 MOD 97-10 over the IBAN with its first four letters moved to the end. */
function remainder97(iban: string): number {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const letter of moved) {
    const digits = /\d/.test(letter) ? letter : String(letter.charCodeAt(0) - 55);
    rest = Number(`${rest}${digits}`) % 97;
  }
  return rest;
}

/** All words that have the form of a BIC (ISO 9362) with a country that has IBANs, or the USA, Canada and the like. */
export function findBics(text: string): FoundText[] {
  return [...text.matchAll(/(?<![\p{L}\d])([A-Z]{4})([A-Z]{2})([A-Z0-9]{2})([A-Z0-9]{3})?(?![\p{L}\d])/gu)]
    .filter(
      ([, , country = '']) => IBAN_LENGTHS[country] || /^(?:US|CA|AU|JP|CN|HK|SG|IN|ZA|MX|NZ)$/.test(country),
    )
    .map(match => ({ value: match[0], start: match.index, end: match.index + match[0].length }));
}

/** VAT numbers by country (European Commission, VIES FAQ), with or without spaces and dots. */
const VAT: Readonly<Record<string, RegExp>> = {
  AT: /^ATU\d{8}$/,
  BE: /^BE[01]\d{9}$/,
  CH: /^CHE\d{9}(?:MWST|TVA|IVA)?$/,
  CZ: /^CZ\d{8,10}$/,
  DE: /^DE\d{9}$/,
  DK: /^DK\d{8}$/,
  ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^FI\d{8}$/,
  FR: /^FR[A-Z0-9]{2}\d{9}$/,
  GB: /^GB(?:\d{9}|\d{12})$/,
  HU: /^HU\d{8}$/,
  IE: /^IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^IT\d{11}$/,
  LU: /^LU\d{8}$/,
  NL: /^NL\d{9}B\d{2}$/,
  NO: /^NO\d{9}(?:MVA)?$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  RO: /^RO\d{2,10}$/,
  SE: /^SE\d{12}$/,
};

/** All VAT numbers that name their country, without spaces and marks. */
export function findVatIds(text: string): FoundText[] {
  const starts = text.matchAll(
    /(?<![\p{L}\d])(AT ?U|CHE|BE|CZ|DE|DK|ES|FI|FR|GB|HU|IE|IT|LU|NL|NO|PL|PT|RO|SE)(?=[ .-]?[A-Z0-9])/gu,
  );
  return [...starts].flatMap(({ index, 1: country = '' }) => {
    const rest = /^[A-Z0-9]+(?:[ .-][A-Z0-9]+){0,5}/u.exec(text.slice(index))?.[0] ?? '';
    return longest(rest, VAT[country.slice(0, 2)], index);
  });
}

/** The most words of a text, from its start on, that have the form once their marks are gone. */
function longest(text: string, form: RegExp | undefined, start: number): FoundText[] {
  const ends = [...text.matchAll(/[A-Z0-9](?=[ .-]|$)/gu)].map(match => match.index + 1).reverse();
  for (const end of ends) {
    const value = text.slice(0, end).replace(/[ .-]/g, '');
    if (form?.test(value)) return [{ value, start, end: start + end }];
  }
  return [];
}

/** Numbers of taxpayers that do not name their country, as they stand behind a label that does. */
export function findTaxNumbers(text: string): FoundText[] {
  const form =
    /(?<![\p{L}\d])[A-Z]{0,3}-?\d[\dA-Z]*(?:[ ./-]{1,3}[\dA-Z]*\d[\dA-Z]*)*(?:-[A-Z])?(?![\p{L}\d])/gu;
  return [...text.matchAll(form)]
    .map(match => ({ value: match[0].trim(), start: match.index, end: match.index + match[0].length }))
    .filter(({ value }) => /^(?:.*\d){7,15}/.test(value) && value.replace(/\D/g, '').length <= 15);
}
