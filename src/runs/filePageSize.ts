/** Files of a directory read in one request. */
export const filePageSize = 200;
