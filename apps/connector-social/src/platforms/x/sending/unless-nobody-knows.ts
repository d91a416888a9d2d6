import { PermanentError, TemporaryError, whyOf } from '@filo/connector';

/**
 * What a look that failed says of an attempt that must not say anything twice: whoever may look later comes again, an account that is refused
 * may be let in again, and else nobody knows whether the words stand there. None of these is a refusal of the words.
 */
export const unlessNobodyKnows = (error: unknown): never => {
  if (error instanceof TemporaryError) throw error;
  if (isOfAccount(error)) throw new TemporaryError(error.message, { cause: error, why: whyOf(error)[0] });
  throw new Error('Nobody knows whether an earlier attempt was said: X does not let us look.', {
    cause: error,
  });
};

/** Whoever looks later may see it. */
export const isLater = (error: unknown): boolean => error instanceof TemporaryError || isOfAccount(error);

const isOfAccount = (error: unknown): error is PermanentError =>
  error instanceof PermanentError && error.ofAccount === true;
