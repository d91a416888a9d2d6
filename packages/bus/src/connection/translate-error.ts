import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';
import { PermanentError, TemporaryError } from '../errors.js';

/** JetStream's own codes, as far as they decide whether trying again helps. */
const tooLarge = 10054;
const streamNotFound = 10059;

/**
 * Turns what the NATS client throws into the two errors everybody above knows. Unknown ones are temporary: the bus keeps
 * nothing that its publisher does not hold until it was acknowledged.
 */
export function asBusError(error: unknown, attempted: string): TemporaryError | PermanentError {
  if (error instanceof TemporaryError || error instanceof PermanentError) return error;
  if (isNotPermitted(error)) {
    return new PermanentError('not-permitted', `${attempted}: this user of the bus is not permitted to`, {
      cause: error,
    });
  }
  if (error instanceof JetStreamApiError && error.code === tooLarge) {
    return new PermanentError('too-large', `${attempted}: the message is too large for the bus`, {
      cause: error,
    });
  }
  if (error instanceof JetStreamApiError && error.code === streamNotFound) {
    return new TemporaryError(`${attempted}: the stream is missing, run the provisioner`, { cause: error });
  }
  return new TemporaryError(`${attempted}: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function isNotPermitted(error: unknown): boolean {
  return (
    error instanceof errors.PermissionViolationError ||
    (error instanceof Error && error.cause instanceof errors.PermissionViolationError)
  );
}
