import type { Problem } from '@filo/contracts/http';

/** The server refused; `problem` says what happened, what is safe and what to do. `body` holds what else it sent. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly body: unknown,
  ) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
  }

  /** The message of the first error on this field of the request. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message;
  }

  /** As `field`; of a list also what is wrong with one entry of it. */
  fieldOrEntry(path: string): string | undefined {
    const entry = this.problem.errors?.find((error) => error.path.startsWith(`${path}.`));
    return this.field(path) ?? entry?.message;
  }
}

/** No answer came: the network or the server is away. Nothing is known about what the server did. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server does not answer', { cause });
    this.name = 'UnreachableError';
  }
}

export const hasCode = (error: unknown, code: string): error is ApiError =>
  error instanceof ApiError && error.problem.code === code;
