import { findPhones } from '../values/contacts';
import { findDates } from '../values/dates';
import { noHabits } from '../values/habits';

/** What a line with postcode and town looks like, in the countries of the word lists. */
export const POSTAL =
  /(?:^|[\s,·–-])(?:(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}|\d{2}-\d{3}\s+\p{Lu}|\d{4}-\d{3}\s+\p{Lu}|\d{4}\s?[A-Z]{2}\s+\p{Lu})|[\p{L}.]{1,40},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/u;
/** What follows the name of a company. */
export const LEGAL_FORM =
  /(?:^|\s)(?:g?GmbH|mbH|AG|KG|OHG|UG|e\.\s?[KGV]\.?|eG|Ltd\.?|Limited|LLP|LLC|Inc\.?|Corp\.?|Co\.|PLC|plc|S\.?A\.?S?\.?|SARL|S\.?à\s?r\.?l\.?|EURL|EARL|SCI|S\.?L\.?U?\.?|S\.?[pP]\.?A\.?|S\.?[rR]\.?[lL]\.?|S\.?N\.?C\.?|B\.?V\.?|N\.?V\.?|VOF|Lda\.?|Ltda\.?|Sp\. z o\.o\.|sp\.j\.|S\.C\.|s\.c\.|Oy|AB|ApS|A\/S|株式会社|有限公司)(?=$|[\s,.;·|])/u;

/** Letters, few digits, no contact data: may be the name of somebody. */
export function isName(text: string): boolean {
  const value = text.trim();
  const digits = value.replace(/\D/g, '').length;
  return (
    value.length >= 3 &&
    value.length <= 80 &&
    /\p{L}{2}/u.test(value) &&
    /^[\p{Lu}\p{Lo}\d"'„“]/u.test(value) &&
    digits <= value.length / 4 &&
    !/[:：@]|https?|www\.|[,;!?]$|[。、]/.test(value) &&
    !/(?:御中|様)$/.test(value) &&
    !POSTAL.test(value) &&
    findDates(value, noHabits).length === 0 &&
    findPhones(value).length === 0
  );
}

/** Where the name ends in a text that goes on with the address. */
export function nameEnd(text: string): number {
  const comma = text.search(/[,·|•]\s/);
  if (comma > 0 && POSTAL.test(text.slice(comma + 1).slice(0, 200))) return comma;
  // `Jane Doe (mother), tel. 555 0100`, `Jane Doe, residing in Leeds`.
  const more = text.search(/\s\(|,\s+\p{Ll}/u);
  return more > 2 ? more : text.length;
}

/** Words that begin with a small letter, as in a sentence or a title, but for those within names. */
export const isSentence = (text: string): boolean => {
  const words = text
    .split(/\s+/)
    .filter(
      word =>
        /^\p{L}{2}/u.test(word) &&
        !/^(?:und|and|et|y|e|i|de|der|die|das|des|du|da|do|dos|das|del|di|van|von|la|le|los|en|zum|zur|am|im)$/i.test(
          word,
        ),
    );
  return words.length >= 3 && 2 * words.filter(word => /^\p{Ll}/u.test(word)).length > words.length;
};
