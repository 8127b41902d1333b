/** The legacy batch route. */
export const legacy = ``;
