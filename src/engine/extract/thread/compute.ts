import type { Disposable } from '../../../base/lifecycle';
import type { ModelProvider } from '../../models/types';
import type { Task } from './task';
import { type Tasks, tasks } from './tasks';

export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<Tasks[Name]>>;

export interface RunOptions {
  signal: AbortSignal;
  /** The model that the task may ask; null: none. */
  provider: ModelProvider | null;
}

/** Runs what reads documents and follows schemas, where neither can stop the engine. */
export interface Compute extends Disposable {
  /** Throws JobFailure, ModelFailure, and the signal's reason. */
  run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    options: RunOptions,
  ): Promise<TaskOutput<Name>>;
}

/** Runs tasks on the spot: for tests, whose documents are known. */
export const inlineCompute: Compute = {
  run: (async (name: TaskName, input: never, { signal, provider }: RunOptions) => {
    signal.throwIfAborted();
    const output = await taskOf(name)(input, { provider });
    signal.throwIfAborted();
    return output;
  }) as Compute['run'],
  dispose: () => undefined,
};

/** A task by its name; the compiler cannot see that name and input belong together. */
export const taskOf = (name: TaskName) => tasks[name] as Task<never, unknown>;
