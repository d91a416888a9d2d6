/** May succeed when tried again: the bus, a server or core is away, slow or full. */
export class TemporaryError extends Error {
  override readonly name = 'TemporaryError';
  constructor(
    message: string,
    readonly options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

/** Will not succeed however often it is tried. `code` is stable and kebab-case. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}
