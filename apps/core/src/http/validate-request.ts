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
    const branch = meantBranch(issue);
    if (branch !== undefined) {
      const at = issue.path ?? [];
      return faultsOf(branch.map((one) => ({ ...one, path: [...at, ...(one.path ?? [])] })));
    }
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    const message = faultSentence(issue);
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message }];
    return (issue.keys ?? []).map((key) => ({ path: [...path, key].join('.'), message }));
  });

/** The fields by which kinds of one thing are told apart. */
const tellingApart = ['channel'];

/** Of several kinds of object the one that was meant: it takes the field that tells them apart. */
const meantBranch = (issue: Issue): readonly Issue[] | undefined => {
  if (issue.code !== 'invalid_union') return undefined;
  const branches = (issue.errors ?? []) as readonly (readonly Issue[])[];
  const refuses = (branch: readonly Issue[]) =>
    branch.some((one) => one.path?.length === 1 && tellingApart.includes(String(one.path[0])));
  const kinds = branches.some(refuses);
  return kinds ? (branches.find((branch) => !refuses(branch)) ?? branches[0]) : undefined;
};

const sentenceOf = (errors: readonly { path: string; message: string }[]): string => {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `Nothing was changed. ${first?.path ? `${first.path}: ` : ''}${first?.message ?? 'The request does not fit'}${rest}`;
};
