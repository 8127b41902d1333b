/** Extract and classify jobs. */
export const jobs = ``;
