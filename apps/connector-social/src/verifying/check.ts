import { PermanentError, TemporaryError, type Verification } from '@filo/connector';

/** One step of a test of settings: runs it and says how it went, in words that a human can act on. */
export const check = async (
  name: string,
  message: string,
  run: () => Promise<unknown>,
): Promise<Verification> => {
  const started = performance.now();
  const told = (ok: boolean) => ({ name, ok, message, durationMs: performance.now() - started });
  try {
    await run();
    return told(true);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const isTold = error instanceof PermanentError || error instanceof TemporaryError;
    return {
      ...told(false),
      code: error instanceof PermanentError ? error.code : 'unreachable',
      message: isTold ? words : 'The service cannot be reached. Check its address and try again.',
      ...(isTold ? {} : { detail: words }),
    };
  }
};
