/**
 * How often values of a model are right, by what the document says of them. Estimates, on the careful side: found beside
 * its label or once only, found among others, read in another way, not found.
 */
export const confidences = {
  certain: 0.95,
  found: 0.9,
  /** One or two letters or digits stand in any document, without a label they prove nothing. */
  short: 0.75,
  /** Of a list's item, far from the item's other values. */
  astray: 0.75,
  /** A truth value or one of the schema's own words, which no document has to say in so many words. */
  concluded: 0.6,
  /** The rules are sure of another value. */
  disputed: 0.6,
  missing: 0.3,
} as const;

export const missingNote =
  'The document does not have this value in these words; the model may have concluded or invented it.';
export const concludedNote = 'The document does not have this value in these words; the model concluded it.';
