/** Files that live on their own, and projects of workspaces. */
export const files = ``;
