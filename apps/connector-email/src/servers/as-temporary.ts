import { PermanentError, TemporaryError } from '@filo/connector';
import { problemOf, whyOfProblem, type ServerName } from './server-problem.js';

/** A library's error as one with a sentence for people; our own errors stay as they are. */
export const asTemporary = (error: unknown, server: ServerName): TemporaryError | PermanentError => {
  if (error instanceof TemporaryError || error instanceof PermanentError) return error;
  const problem = problemOf(error, server);
  const words = problem.detail === undefined ? '' : ` (${problem.detail.slice(0, 300)})`;
  return new TemporaryError(`${problem.message}${words}`, {
    ...{ cause: error, why: whyOfProblem(problem, server) },
  });
};
