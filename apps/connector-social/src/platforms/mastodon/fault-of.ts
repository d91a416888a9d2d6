import { PermanentError } from '@filo/connector';
import { MastoHttpError, MastoTimeoutError, MastoUnexpectedError } from 'masto';
import { isTooLarge } from '../../requests/limited-answer.js';
import { pauseWithin, RateLimited } from '../../limits/rate-limited.js';
import { answeredTrouble, lineTroubleWith, troubleWith, type Asked } from '../../troubles/network-trouble.js';

/** Without a word from the instance about when to come again. */
const limitedDefaultMs = 60_000;

/**
 * What an error of an instance means for us: to come again, or never. A cut line stays what it is, since nobody knows how far it
 * got; so does an error of a server that broke on the way, while we were writing.
 */
export const faultOf = (
  error: unknown,
  doing: 'reading' | 'writing' = 'reading',
  host = 'the instance',
): unknown => {
  const asked = { network: host, isOne: true };
  if (error instanceof MastoHttpError) return faultSaid(error, doing, asked);
  if (doing === 'writing') return error;
  if (error instanceof MastoUnexpectedError || isTooLarge(error)) return troubleWith(asked, 'strange', error);
  // The library hides what was wrong with a line that was too slow for it.
  if (error instanceof MastoTimeoutError) return troubleWith(asked, 'too-slow', error);
  const line = lineTroubleWith(asked, error);
  // Of whichever realm: the platform throws it for every line that cannot be opened, and the library for an answer in HTML.
  if (line !== undefined || (error as Error).name !== 'TypeError') return line ?? error;
  return troubleWith(
    asked,
    /^fetch failed|^terminated/.test((error as Error).message) ? 'unreachable' : 'strange',
    error,
  );
};

const faultSaid = (error: MastoHttpError, doing: 'reading' | 'writing', asked: Asked): unknown => {
  const { statusCode } = error;
  const message = wordsOf(error);
  const named = { network: asked.network };
  if (statusCode === 429) {
    return new RateLimited(
      'The instance allows no more requests for now. Nothing is lost; it goes on when it allows them again.',
      askedPauseMs(error),
      { cause: error, why: { code: 'rate-limited', with: named } },
    );
  }
  const refusal = refusalOf(statusCode, message);
  if (refusal !== undefined) {
    const { code, ofAccount = false } = refusal;
    return new PermanentError(code, refusal.message, {
      ...{ cause: error, ofAccount, with: { ...named, status: statusCode, said: message.slice(0, 500) } },
    });
  }
  return doing === 'writing' ? error : troubleWith(asked, answeredTrouble(statusCode), error);
};

/** An instance tells by an instant when its limit is over; what stands before it, by seconds. */
const askedPauseMs = ({ cause }: MastoHttpError): number => {
  const headers = cause instanceof Response ? cause.headers : new Headers();
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) return pauseWithin(seconds * 1_000);
  const resetAt = Date.parse(headers.get('x-ratelimit-reset') ?? '');
  return Number.isFinite(resetAt) ? pauseWithin(Math.max(1_000, resetAt - Date.now())) : limitedDefaultMs;
};

const refusalOf = (
  status: number,
  said = '',
): { code: string; message: string; ofAccount?: boolean } | undefined => {
  if (status === 401) return revoked;
  if (status === 403 && /outside the authorized scopes/i.test(said)) return scopeMissing;
  if (status === 403 && /disabled|suspended|frozen|moved/i.test(said)) return suspended(said);
  const code = said === '' ? undefined : codes[status];
  return code === undefined ? undefined : { code, message: `The instance answered ${status}: ${said}` };
};

/** What an instance says when it refuses; whatever stands before it answers in another shape, of which the library hands on nothing. */
export const wordsOf = ({ message }: { message: unknown }): string =>
  typeof message === 'string' ? message : '';

/** Anything else with a status of 4xx may come from whatever stands before the instance. */
const codes: Readonly<Record<number, string>> = {
  403: 'refused',
  404: 'not-found',
  410: 'not-found',
  422: 'invalid-request',
};

const revoked = {
  ofAccount: true,
  code: 'token-revoked',
  message:
    'The instance does not take the access token any more; it may have been revoked. Nothing is lost: make a new one at the instance (Preferences, Development) and enter it here.',
};
const scopeMissing = {
  ofAccount: true,
  code: 'scope-missing',
  message:
    'The access token may not do this. Nothing is lost: at the instance (Preferences, Development) give the application the scopes read, write:statuses and, for pictures, write:media, make a new token and enter it here.',
};
const suspended = (said: string) => ({
  ofAccount: true,
  code: 'account-suspended',
  message: `The instance has closed this account to us: ${said}. What came is kept; ask the people who run the instance why, and remove or pause the account here meanwhile.`,
});
