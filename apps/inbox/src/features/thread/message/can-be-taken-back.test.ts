import { announcedChannels } from '../../../../test/fixture/fixture-channels';
import { keepChannels } from '../../../state/known-channels';
import { canBeTakenBack, isPutOff } from './can-be-taken-back';

const failed = {
  state: 'failed' as const,
  detail: 'The post is gone.',
  why: [{ code: 'post-gone' }],
  maybeTwice: false,
};
const sent = { ...failed, state: 'sent' as const, detail: null, why: [] };
const half = '1 of 3 parts were posted and stand there. X says no.';

test.each([
  ['what was sent', true, [sent]],
  ['what failed and stands nowhere', false, [failed]],
  [
    'what failed after a part of it was posted',
    true,
    [{ ...failed, why: [{ code: 'parts-stand' }, ...failed.why] }],
  ],
  ['the same by an earlier release', true, [{ ...failed, detail: half, why: [] }]],
  ['what failed after a try of which nobody knows how it ended', true, [{ ...failed, maybeTwice: true }]],
  ['what failed for one reader and was sent to another', true, [failed, sent]],
  ['what waits for its network', false, [{ ...sent, state: 'queued' as const, attempt: 2 }]],
  [
    'what waits, and may stand there after an earlier try',
    true,
    [{ ...sent, state: 'queued' as const, attempt: 2, maybeTwice: true }],
  ],
  [
    'what waits with one of its parts posted',
    true,
    [{ ...sent, state: 'queued' as const, attempt: 2, parts: [{ posted: true }] }],
  ],
  ['what is on its way', false, [sent, { ...sent, state: 'queued' as const }]],
] as const)('%s: deleting is offered, %s', (_, isOffered, deliveries) => {
  const answer = { direction: 'outbound' as const, audience: 'public' as const, channel: 'x' };
  expect(canBeTakenBack({ ...answer, deliveries: deliveries as never })).toBe(isOffered);
});

test.each([
  ['mastodon', true],
  ['x', false],
  ['email', false],
])('a private answer at %s: deleting is offered, %s', (channel, isOffered) => {
  keepChannels(announcedChannels);
  const answer = { direction: 'outbound' as const, audience: 'private' as const, channel };
  expect(canBeTakenBack({ ...answer, deliveries: [sent] as never })).toBe(isOffered);
});

test.each([
  ['what waits for its network', true, [{}]],
  ['what was never tried', false, [{ attempt: 1 }]],
  ['what waits for a paused account', true, [{ attempt: 1, why: [{ code: 'account-paused-waits' }] }]],
  ['what waits for one of two', true, [{}, { attempt: 1 }]],
  ['what one has and another waits for', true, [{}, { state: 'sent' }]],
  ['what one is being sent and another waits for', true, [{}, { state: 'sending' }]],
  ['what may stand at one and waits for another', true, [{}, { maybeTwice: true }]],
  ['what may stand there', false, [{ maybeTwice: true }]],
  ['what is being sent', false, [{ state: 'sending' }]],
])('%s: stopping is offered, %s', (_, isOffered, deliveries) => {
  const waits = { ...sent, state: 'queued', attempt: 2 };
  expect(isPutOff({ deliveries: deliveries.map((one) => ({ ...waits, ...one })) as never })).toBe(isOffered);
});
