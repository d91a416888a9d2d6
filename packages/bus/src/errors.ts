import type { Why } from '@filo/contracts';

/**
 * May succeed when tried again: the bus, a server or core is away, slow or full. `why` says the same for other languages, after `before`. `stand`: what
 * of a message the other side has all the same, as it calls it.
 */
export class TemporaryError extends Error {
  override readonly name = 'TemporaryError';
  constructor(
    message: string,
    readonly options: {
      retryAfterMs?: number;
      cause?: unknown;
      why?: Why;
      before?: Why;
      stand?: readonly string[];
    } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

/**
 * Will not succeed however often it is tried. `code` is stable and kebab-case; `with` is what its words name. `ofAccount`: not this one
 * message is refused but all of the account, until somebody mends it. `before`: what its words say before those of its code. `stand` as above.
 */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  readonly with: Why['with'];
  readonly ofAccount: boolean;
  readonly before: Why | undefined;
  readonly stand: readonly string[] | undefined;
  constructor(
    readonly code: string,
    message: string,
    options: {
      cause?: unknown;
      with?: Why['with'];
      ofAccount?: boolean;
      before?: Why;
      stand?: readonly string[];
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.with = options.with;
    this.ofAccount = options.ofAccount ?? false;
    this.before = options.before;
    this.stand = options.stand;
  }
}

/** What its words say, one after the other, for other languages; empty where nobody gave them a code. */
export const whyOf = (error: unknown): Why[] => {
  if (error instanceof TemporaryError) {
    const { before: first, why } = error.options;
    return [...(first ? [first] : []), ...(why ? [why] : [])];
  }
  if (!(error instanceof PermanentError)) return [];
  const { code, with: named, before } = error;
  // Mail servers refuse by numbers.
  const said = /^[a-z]/.test(code) ? code : 'server-refused';
  return [...(before ? [before] : []), { code: said, ...(named && { with: named }) }];
};

/** What of a message the other side has although it went no further, as it calls it. */
export const standOf = (error: unknown): readonly string[] => {
  if (error instanceof TemporaryError) return error.options.stand ?? [];
  return error instanceof PermanentError ? (error.stand ?? []) : [];
};
