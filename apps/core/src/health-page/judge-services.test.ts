import type { ServiceHealth } from '@filo/contracts';
import { judgeServices, type Heard } from './judge-services.js';

const now = Date.parse('2026-01-05T12:00:00.000Z');
const said = (service: string, instance: string, secondsAgo: number): Heard => ({
  said: {
    service,
    instance,
    version: '1',
    state: 'ok',
    reasons: [],
    startedAt: '2026-01-05T09:00:00.000Z',
    pid: 7,
  } satisfies ServiceHealth,
  at: now - secondsAgo * 1000,
});
const states = (heard: Heard[], expected: string[], listening = 3600) =>
  judgeServices(heard, expected, { since: now - listening * 1000, now }).map(({ service, state }) => [
    service,
    state,
  ]);

it('never forgets a service that went silent, however long ago', () => {
  const day = 86_400;
  expect(states([said('email', 'a', day), said('core-worker', 'b', 1)], ['email'])).toEqual([
    ['core-worker', 'ok'],
    ['email', 'failed'],
  ]);
});

it('shows a service that is expected and never spoke: starting at first, then failed with what to do', () => {
  expect(states([], ['email'], 14)).toEqual([['email', 'starting']]);
  expect(states([], ['email'], 16)).toEqual([['email', 'failed']]);
  const [worker] = judgeServices([], ['core-worker'], { since: 0, now });
  expect(worker).toMatchObject({ lastSeenAt: null, reasons: [expect.stringContaining('start the worker')] });
});

it('lets another instance take the place of a silent one', () => {
  expect(states([said('email', 'a', 16), said('email', 'b', 2)], ['email'])).toEqual([['email', 'ok']]);
});
