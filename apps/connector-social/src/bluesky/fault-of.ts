import { XRPCError } from '@atproto/api';
import { PermanentError, TemporaryError } from '@filo/connector';
import { pauseWithin, RateLimited } from '../limits/rate-limited.js';

/** Without a word from the network about when to come again. */
const limitedDefaultMs = 60_000;

/** Refusals of the network itself; anything else with a status of 4xx may come from whatever stands on the way to it. */
const refusals = new Set(
  `InvalidRequest ExpiredToken InvalidToken AuthMissing AuthenticationRequired AuthFactorTokenRequired AccountTakedown AccountSuspended
  AccountDeactivated RepoNotFound RepoTakendown RepoSuspended RepoDeactivated InvalidSwap InvalidRecord InvalidHandle InvalidDid InvalidMimeType
  BlobTooLarge PayloadTooLarge NotFound RecordNotFound ActorNotFound HandleNotFound BlockedActor BlockedByActor`.split(
    /\s+/,
  ),
);

/** A refusal that names no error of the network: of whatever stands on the way to it. */
export class RefusedOnTheWay extends Error {}

/**
 * What an error of the network means for us: to come again, or never. A cut line stays what it is, since nobody knows how far
 * it got; so does an error of a server that broke on the way, while we were writing.
 */
export const faultOf = (error: unknown, doing: 'reading' | 'writing' = 'reading'): unknown => {
  if (!(error instanceof XRPCError)) return error;
  if (error.cause instanceof TemporaryError || error.cause instanceof PermanentError) return error.cause;
  if (error.cause instanceof RefusedOnTheWay && doing === 'writing') return error.cause;
  const { status, error: name, message } = error;
  const said = `Bluesky answered ${status} ${name}: ${message}`;
  if (status === 429) {
    return new RateLimited(
      'Bluesky allows no more requests for now. Nothing is lost; it goes on when it allows them again.',
      askedPauseMs(error.headers ?? {}),
      error,
    );
  }
  if (status >= 400 && status < 500 && refusals.has(name))
    return new PermanentError(codeOf(name), said, { cause: error });
  if (doing === 'writing') return error;
  return new TemporaryError(
    `Bluesky cannot be read: ${message || name}. Nothing is lost; it is tried again.`,
    { cause: error },
  );
};

const askedPauseMs = (headers: Readonly<Record<string, string | undefined>>): number => {
  const resetAt = Number(headers['ratelimit-reset'] ?? Number.NaN) * 1_000;
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return pauseWithin(seconds * 1_000);
  return Number.isFinite(resetAt) ? pauseWithin(Math.max(1_000, resetAt - Date.now())) : limitedDefaultMs;
};

/** `InvalidRequest` becomes `invalid-request`. */
const codeOf = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-') || 'refused';
