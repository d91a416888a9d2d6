import { PermanentError, TemporaryError } from '@filo/connector';
import { MastoHttpError, MastoUnexpectedError } from 'masto';
import { RateLimited } from '../../limits/rate-limited.js';
import { faultOf } from './fault-of.js';

const answered = (statusCode: number, message: string, headers: Record<string, string> = {}) =>
  new MastoHttpError({ statusCode, message }, { cause: new Response('', { headers }) });

it.each([
  [401, 'The access token is invalid', 'token-revoked'],
  [403, 'This action is outside the authorized scopes', 'scope-missing'],
  [403, 'Your login is currently disabled', 'account-suspended'],
  [403, 'This action is not allowed', 'refused'],
  [404, 'Record not found', 'not-found'],
  [422, 'Validation failed: Text character limit of 500 exceeded', 'invalid-request'],
])('%i %s is final: %s', (status, words, code) => {
  for (const doing of ['reading', 'writing'] as const) {
    const fault = faultOf(answered(status, words), doing);
    expect(fault).toBeInstanceOf(PermanentError);
    expect(fault).toMatchObject({ code });
  }
});

it('a limit is over when the instance says so, and never later than in an hour', () => {
  const pauseOf = (headers: Record<string, string>) =>
    (faultOf(answered(429, 'Too many requests', headers)) as RateLimited).afterMs;
  const inTwoMinutes = new Date(Date.now() + 120_000).toISOString();
  expect(pauseOf({ 'x-ratelimit-reset': inTwoMinutes })).toBeGreaterThan(110_000);
  expect(pauseOf({ 'retry-after': '5' })).toBe(5_000);
  expect(pauseOf({ 'x-ratelimit-reset': '2999-01-01T00:00:00Z' })).toBe(3_600_000);
  expect(pauseOf({})).toBe(60_000);
});

it('what broke on the way is tried again while we read, and known by nobody while we write', () => {
  for (const error of [
    answered(500, 'broken'),
    answered(408, 'slow'),
    // Not in the words of an instance.
    answered(404, undefined as unknown as string),
    new MastoUnexpectedError('a page'),
    new TypeError('fetch failed'),
  ]) {
    expect(faultOf(error)).toBeInstanceOf(TemporaryError);
    expect(faultOf(error, 'writing')).toBe(error);
  }
});
