/** Saved webhook configurations and what is yet to be delivered. */
export const webhooks = ``;
