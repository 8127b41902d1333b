import { fold } from '../rules/words/fold';

/** Languages whose month names are known, long and short, as dates have them. */
const languages = 'en de fr es it nl pt pl cs sk da sv nb fi hu ro hr sl tr et lv lt ca'.split(' ');

let months: Map<string, number> | undefined;

/** 1 to 12 for the name of a month in whatever form; undefined for other words. */
export function monthOf(word: string): number | undefined {
  months ??= named();
  return months.get(fold(word));
}

function named(): Map<string, number> {
  const names = new Map<string, number>([['sept', 9]]);
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      // Some languages have another form where there is a day before it.
      for (const day of [{}, { day: 'numeric' as const }]) {
        const format = new Intl.DateTimeFormat(language, { ...day, month, timeZone: 'UTC' });
        for (let number = 1; number <= 12; number++) {
          const parts = format.formatToParts(Date.UTC(2024, number - 1, 15));
          const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '').replace(/\.$/, '');
          // A short name that means another month elsewhere stays with the language that comes first.
          if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, number);
        }
      }
    }
  }
  return names;
}
