import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import { faultSentence, type Fault } from './fault-sentence.js';

interface Issue extends Fault {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly keys?: readonly string[];
}

/** Validates every `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })`; faults become a problem with field paths. */
export const validateRequest = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const errors = faultsOf(issues);
      return new DomainError('invalid-request', sentenceOf(errors), { errors });
    },
  });

/** One fault per field; an unknown field is named by its own path. */
export const faultsOf = (issues: readonly Issue[]): { path: string; message: string }[] =>
  issues.flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    const message = faultSentence(issue);
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message }];
    return (issue.keys ?? []).map((key) => ({ path: [...path, key].join('.'), message }));
  });

const sentenceOf = (errors: readonly { path: string; message: string }[]): string => {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `Nothing was changed. ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'The request does not fit'}${rest}`;
};
