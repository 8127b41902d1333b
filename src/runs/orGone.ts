import { ApiError } from '../client/errors';

/** The answer, or undefined where the server does not know, or no longer keeps, what was asked for. */
export async function orGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (ApiError.is(error, 'not_found')) return undefined;
    throw error;
  }
}
