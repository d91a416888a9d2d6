import { PermanentError, TemporaryError } from '@filo/connector';
import { isTooLarge } from '../../../requests/limited-answer.js';
import { answeredTrouble, lineTroubleWith, troubleWith } from '../../../troubles/network-trouble.js';
import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';
import { opensAt } from './write-windows.js';
import { RateLimited } from '../../../limits/rate-limited.js';

const limitedDefaultMs = 15 * 60_000;
const noCreditsMs = 30 * 60_000;

/** X says that this was said already, with the same words. */
export class SaidAlready extends PermanentError {}

/**
 * What an error means for us: to come again, or never. While we were writing, a cut line or a server that broke on the way
 * stays what it is, since nobody knows how far it got.
 */
export const faultOf = (error: unknown, doing: 'reading' | 'writing' = 'reading'): unknown => {
  if (error instanceof TemporaryError || error instanceof PermanentError) return error;
  const answered = error instanceof ApiResponseError ? error : undefined;
  const fault = answered && refusalOf(answered);
  if (fault !== undefined) return fault;
  if (doing === 'writing') return error;
  if (answered !== undefined) return troubleWith(x, answeredTrouble(answered.code), error);
  const lineError = lineErrorIn(error);
  // Half an answer carries all that came.
  const half = error instanceof ApiPartialResponseError ? new Error(error.message) : undefined;
  if (half !== undefined || isTooLarge(lineError)) return troubleWith(x, 'strange', half ?? lineError);
  return lineTroubleWith(x, lineError) ?? troubleWith(x, 'unreachable', error);
};

const x = { network: 'X' };

/** The library keeps what was wrong with the line, and looks for it under another name than it keeps it by. */
const lineErrorIn = (error: unknown): unknown =>
  error instanceof ApiRequestError
    ? (error as unknown as { _options?: { error?: unknown } })._options?.error
    : error;

/** X does not take a token to the next page any more. */
export const isTokenGone = (error: unknown): boolean =>
  error instanceof PermanentError &&
  error.cause instanceof ApiResponseError &&
  error.cause.code === 400 &&
  /pagination_token/.test(JSON.stringify(error.cause.data));

const isAnswered = (error: unknown, status: number): error is PermanentError =>
  error instanceof PermanentError && error.cause instanceof ApiResponseError && error.cause.code === status;

/** X says that it has no such thing. */
export const isNotThere = (error: unknown): boolean => isAnswered(error, 404);

/** X says that this app may not have it, and not that its keys or the account are refused altogether. */
export const isNotForApp = (error: unknown): boolean =>
  isAnswered(error, 403) && error.code !== 'account-suspended';

const refusalOf = (error: ApiResponseError): Error | undefined => {
  const said = detailOf(error);
  if (error.code === 429) return limited(error, said);
  // Whatever stands on the way to X speaks no problems.
  if (!/json/.test(error.headers['content-type'] ?? '')) return undefined;
  if (error.code === 401) return new PermanentError('keys-refused', words.keysRefused, ofAccount(error));
  if (error.code === 402) {
    return new TemporaryError(words.noCredits, {
      ...{ retryAfterMs: noCreditsMs, cause: error, why: { code: 'no-credits' } },
    });
  }
  if (error.code === 403) return forbidden(error, said);
  return [400, 404].includes(error.code) ? refused(error, said) : undefined;
};

const refused = (cause: ApiResponseError, said: string): PermanentError =>
  new PermanentError('refused', `X says: ${said}`, { cause, with: { ...x, said } });

const ofAccount = (cause: ApiResponseError) => ({ cause, ofAccount: true, with: x });

const forbidden = (error: ApiResponseError, said: string): PermanentError => {
  const cause = { cause: error, with: x };
  if (/suspended/i.test(said))
    return new PermanentError('account-suspended', words.suspended, ofAccount(error));
  if (/app permissions|client-forbidden|not permitted to access/i.test(`${said} ${error.data.type ?? ''}`))
    return new PermanentError('app-permissions', words.permissions, ofAccount(error));
  if (/duplicate content/i.test(said)) return new SaidAlready('duplicate', words.duplicate, cause);
  if (/deleted or not visible/i.test(said)) return new PermanentError('post-gone', words.gone, cause);
  return refused(error, said);
};

const limited = (error: ApiResponseError, said: string): RateLimited => {
  const isCap = /usage cap|UsageCap/i.test(`${said} ${error.data.title ?? ''}`);
  if (!isCap) return waitFor(resetOf(error.headers), error);
  return new RateLimited(words.cap, noCreditsMs, {
    cause: error,
    why: { code: 'plan-used-up' },
  });
};

/** Of the windows that are used up, else of the one that is told of. */
const resetOf = (headers: ApiResponseError['headers']): number => {
  const resetAt = Number(headers['x-rate-limit-reset'] ?? Number.NaN) * 1_000;
  const afterMs = (opensAt(headers) || resetAt) - Date.now();
  return Number.isFinite(afterMs) ? Math.max(1_000, afterMs) : limitedDefaultMs;
};

/** X allows it again after `ms`. */
export const waitFor = (ms: number, cause?: unknown): RateLimited =>
  new RateLimited(words.limited, ms, { cause, why: { code: 'rate-limited', with: x } });

const detailOf = ({ data, code }: ApiResponseError): string => {
  const told = data as { detail?: unknown; title?: unknown } | undefined;
  const said = told?.detail ?? told?.title;
  return typeof said === 'string' && said !== '' ? said.slice(0, 500) : `status ${code}`;
};

const words = {
  keysRefused:
    'X does not take these keys; they may be wrong or have been revoked. Nothing is lost: make new ones on the page of your app at X (Keys and tokens) and enter them here.',
  noCredits:
    'The credits of your app at X are used up, so that X answers nothing. Nothing is lost: buy credits in the console of X; it goes on by itself.',
  suspended:
    'X has suspended this account. What came is kept; ask X why, and remove or pause the account here meanwhile.',
  permissions:
    'Your app at X may not do this. Give it the permission “Read and write and Direct message” in its settings at X, then make a new access token and enter it here.',
  duplicate:
    'X says that this account said the same a short while ago; nothing was posted. Word it differently.',
  gone: 'The post that this answers is not at X any more, or its author does not let us answer; nothing was posted.',
  limited: 'X allows no more requests for now. Nothing is lost; it goes on when it allows them again.',
  cap: 'Your plan at X is used up for this month. Nothing is lost; it goes on when X allows it, or with a larger plan.',
};
