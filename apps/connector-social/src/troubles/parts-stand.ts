import { PermanentError, TemporaryError } from '@filo/connector';

/**
 * Of an answer in parts that went no further: whoever reads that it failed must know that a part of it stands there, also where it was only put off, which
 * may have been its last time. `posted` is what they are called there. Always throws.
 */
export const told =
  (posted: readonly string[], of: number) =>
  (error: unknown): never => {
    const part = posted.length;
    if (part === 0) throw error;
    const stand = [...posted];
    const before = { code: 'parts-stand', with: { part, of } };
    const words = (said: string) => `${part} of ${of} parts were posted and stand there. ${said}`;
    if (error instanceof TemporaryError) {
      const { why, ...options } = error.options;
      throw new TemporaryError(words(error.message), {
        ...options,
        ...(why && { why }),
        ...{ cause: error, before, stand },
      });
    }
    if (!(error instanceof PermanentError)) throw error;
    const message = words(error.message.replace('nothing was posted', 'nothing more was posted'));
    throw new PermanentError(error.code, message, {
      ...{ cause: error, ofAccount: error.ofAccount, before, stand },
      ...(error.with && { with: error.with }),
    });
  };
