import { PermanentError, reasonOf, TemporaryError, whyOf, type Verification } from '@filo/connector';

/** One step of a test of settings: runs it and says how it went, in words that a human can act on; `run` may say how it went well. */
export const check = async (
  name: string,
  message: string | (() => string),
  run: () => Promise<unknown>,
): Promise<Verification> => {
  const started = performance.now();
  const told = (ok: boolean, words: string) => ({
    name,
    ok,
    message: words,
    durationMs: performance.now() - started,
  });
  try {
    await run();
    return told(true, typeof message === 'string' ? message : message());
  } catch (error) {
    const { words } = reasonOf(error);
    const isTold = error instanceof PermanentError || error instanceof TemporaryError;
    const why = isTold ? whyOf(error) : [{ code: 'address-unreachable' }];
    return {
      ...told(false, isTold ? words : 'The service cannot be reached. Check its address and try again.'),
      code: error instanceof PermanentError ? error.code : 'unreachable',
      ...(why.length > 0 && { why }),
      ...(isTold ? {} : { detail: words }),
    };
  }
};
