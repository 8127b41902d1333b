/** ISO 4217 codes that documents print; letters alone are not enough, since most three letters are no currency. */
const CODES: ReadonlySet<string> = new Set(
  (
    'EUR USD GBP CHF PLN CZK HUF SEK NOK DKK ISK RON BGN HRK RSD TRY RUB UAH JPY CNY HKD TWD KRW INR IDR MYR SGD THB VND PHP ' +
    'AUD NZD CAD MXN BRL ARS CLP COP PEN UYU ZAR EGP MAD NGN KES GHS TND ILS SAR AED QAR KWD BHD JOD PKR BDT LKR GEL KZT'
  ).split(' '),
);

/** What is printed instead of a code. `$`, `kr` and `¥` are of several countries: the most usual, told as less certain. */
const SIGNS: Readonly<Record<string, { code: string; certain: boolean }>> = {
  '€': { code: 'EUR', certain: true },
  euro: { code: 'EUR', certain: true },
  euros: { code: 'EUR', certain: true },
  '£': { code: 'GBP', certain: true },
  us$: { code: 'USD', certain: true },
  a$: { code: 'AUD', certain: true },
  c$: { code: 'CAD', certain: true },
  r$: { code: 'BRL', certain: true },
  $: { code: 'USD', certain: false },
  '¥': { code: 'JPY', certain: false },
  円: { code: 'JPY', certain: true },
  元: { code: 'CNY', certain: true },
  zł: { code: 'PLN', certain: true },
  'fr.': { code: 'CHF', certain: true },
  sfr: { code: 'CHF', certain: true },
  kč: { code: 'CZK', certain: true },
  ft: { code: 'HUF', certain: false },
  kr: { code: 'SEK', certain: false },
  '₹': { code: 'INR', certain: true },
  rs: { code: 'INR', certain: false },
  '₽': { code: 'RUB', certain: true },
  '₺': { code: 'TRY', certain: true },
  '₩': { code: 'KRW', certain: true },
  '₴': { code: 'UAH', certain: true },
};

/** As a pattern's alternatives; signs of letters are read only where they stand alone. */
export const currencyPattern = String.raw`(?:US\$|[ACR]\$|[€£$¥円元₹₽₺₩₴]|\b(?:[A-Z]{3}|zł|Fr\.|SFr|Kč|Ft|kr|Rs|[Ee]uros?|EUROS?)(?![\p{L}]))`;

export interface FoundCurrency {
  /** ISO 4217. */
  code: string;
  certain: boolean;
}

/** The currency that a sign or code stands for; null where it is none. */
export function currencyOf(text: string): FoundCurrency | null {
  const mark = text.trim();
  if (CODES.has(mark.toUpperCase()) && mark === mark.toUpperCase()) return { code: mark, certain: true };
  return Object.hasOwn(SIGNS, mark.toLowerCase()) ? (SIGNS[mark.toLowerCase()] ?? null) : null;
}

export interface PlacedCurrency extends FoundCurrency {
  start: number;
  end: number;
}

/** All currencies of a text, by sign or code. */
export function findCurrencies(text: string): PlacedCurrency[] {
  return [...text.matchAll(new RegExp(currencyPattern, 'gu'))].flatMap(match => {
    const found = currencyOf(match[0]);
    return found ? [{ ...found, start: match.index, end: match.index + match[0].length }] : [];
  });
}
