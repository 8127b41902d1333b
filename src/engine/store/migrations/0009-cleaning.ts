/** Cleaning by age and size. */
export const cleaning = ``;
