import { classifyTask } from '../../classify/classifyTask';
import { extractTask } from '../extractTask';
import { schemaTask } from '../schemaTask';

/** Everything that runs in a thread, by its name. */
export const tasks = {
  classify: classifyTask,
  extract: extractTask,
  schema: schemaTask,
} as const;
export type Tasks = typeof tasks;
