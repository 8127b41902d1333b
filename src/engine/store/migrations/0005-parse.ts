/** What single parse jobs, their images and the parse cache need. */
export const parse = ``;
