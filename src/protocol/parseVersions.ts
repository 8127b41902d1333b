import { parseTiers } from './configurations';

/** The version of the local parser, the same for every tier; a date, as LlamaParse has it. */
export const localParseVersion = '2026-11-22';

/** Answer of `GET /api/v2/parse/versions` of the local engine. */
export const localParseVersions = {
  ...Object.fromEntries(parseTiers.map(tier => [tier, [localParseVersion]])),
  latest: Object.fromEntries(parseTiers.map(tier => [tier, localParseVersion])),
};
