/** Saved configurations and their versions. */
export const configurations = ``;
