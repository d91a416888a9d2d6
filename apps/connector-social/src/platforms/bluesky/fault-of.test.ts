import { XRPCError } from '@atproto/api';
import { PermanentError, TemporaryError } from '@filo/connector';
import { RateLimited } from '../../limits/rate-limited.js';
import { faultOf, RefusedOnTheWay } from './fault-of.js';

const onTheWay = () => XRPCError.from(new RefusedOnTheWay('Something on the way to Bluesky answered 408'));

it('only what the network itself refuses by name is refused for good', () => {
  expect(faultOf(new XRPCError(400, 'InvalidRequest', 'no'))).toBeInstanceOf(PermanentError);
  expect(faultOf(new XRPCError(403, 'Forbidden', 'no'))).toBeInstanceOf(TemporaryError);
  expect(faultOf(onTheWay())).toBeInstanceOf(TemporaryError);
});

it('while writing, a refusal by somebody on the way leaves open what became of it', () => {
  expect(faultOf(onTheWay(), 'writing')).toBeInstanceOf(RefusedOnTheWay);
});

it('nobody makes us wait longer than an hour', () => {
  const fault = faultOf(new XRPCError(429, 'RateLimitExceeded', '', { 'retry-after': '99999999' }));
  expect(fault).toBeInstanceOf(RateLimited);
  expect((fault as RateLimited).options.retryAfterMs).toBe(3_600_000);
});
