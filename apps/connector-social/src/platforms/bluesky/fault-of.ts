import { XRPCError } from '@atproto/api';
import { PermanentError, TemporaryError } from '@filo/connector';
import { pauseWithin, RateLimited } from '../../limits/rate-limited.js';
import { isTooLarge } from '../../requests/limited-answer.js';
import { answeredTrouble, lineTroubleWith, troubleWith } from '../../troubles/network-trouble.js';
import { closedBy, closings } from './closings.js';

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
export class RefusedOnTheWay extends Error {
  constructor(
    message: string,
    readonly answered = 0,
  ) {
    super(message);
  }
}

export const refusedOnTheWay = ({ status }: Pick<Response, 'status'>): RefusedOnTheWay =>
  new RefusedOnTheWay(`Something on the way to Bluesky answered ${status}`, status);

const bluesky = { network: 'Bluesky' };

/**
 * What an error of the network means for us: to come again, or never. A cut line stays what it is, since nobody knows how far
 * it got; so does an error of a server that broke on the way, while we were writing.
 */
export const faultOf = (error: unknown, doing: 'reading' | 'writing' = 'reading'): unknown => {
  if (!(error instanceof XRPCError)) return doing === 'writing' ? error : (troubleOf(error) ?? error);
  if (error.cause instanceof TemporaryError || error.cause instanceof PermanentError) return error.cause;
  if (error.cause instanceof RefusedOnTheWay && doing === 'writing') return error.cause;
  const { status, error: name, message } = error;
  if (status === 429) {
    return new RateLimited(
      'Bluesky allows no more requests for now. Nothing is lost; it goes on when it allows them again.',
      askedPauseMs(error.headers ?? {}),
      { cause: error, why: { code: 'rate-limited', with: bluesky } },
    );
  }
  // Before its name, since the library gives one of the network's to what has none.
  const onTheWay = troubleOf(error.cause);
  if (onTheWay === undefined && status >= 400 && status < 500 && refusals.has(name))
    return refused(name, `Bluesky answered ${status} ${name}: ${message}`, error);
  if (doing === 'writing') return error;
  // What has no status of an answer has met none.
  return onTheWay ?? troubleWith(bluesky, status >= 400 ? answeredTrouble(status) : 'unreachable', error);
};

const troubleOf = (error: unknown): TemporaryError | undefined =>
  error instanceof RefusedOnTheWay
    ? troubleWith(bluesky, answeredTrouble(error.answered), error)
    : isTooLarge(error)
      ? troubleWith(bluesky, 'strange', error)
      : lineTroubleWith(bluesky, error);

const refused = (name: string, words: string, cause: XRPCError): PermanentError => {
  if (name in closings) return closedBy(name, cause);
  const { status, message } = cause;
  return new PermanentError(codeOf(name), words, {
    ...{ cause, with: { ...bluesky, status, said: message.slice(0, 500) } },
  });
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
