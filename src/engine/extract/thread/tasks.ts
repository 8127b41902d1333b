import { extractTask } from '../extractTask';

/** Everything that runs in a thread, by its name. */
export const tasks = {
  extract: extractTask,
} as const;
export type Tasks = typeof tasks;
