import { judgeChange } from './judge-change.js';

const dueAt = '2026-11-27T13:00:00.000Z';
const later = '2026-11-28T13:00:00.000Z';
const changes = {
  keep: { kind: 'keep' },
  drop: { kind: 'drop', reason: 'They said never mind' },
  move: { kind: 'move', dueAt: later },
  'move to the same': { kind: 'move', dueAt: '2026-11-27T14:00:00.000+01:00' },
  give: { kind: 'give', agentId: 'other' },
  'give to its owner': { kind: 'give', agentId: 'owner' },
  reopen: { kind: 'reopen' },
} as const;

it.each([
  ['open', 'keep', { state: 'kept' }],
  ['open', 'drop', { state: 'dropped' }],
  ['open', 'move', { state: 'open' }],
  ['open', 'move to the same', 'same'],
  ['open', 'give', { state: 'open' }],
  ['open', 'give to its owner', 'same'],
  ['open', 'reopen', 'same'],
  ['kept', 'keep', 'same'],
  ['kept', 'drop', 'refused'],
  ['kept', 'move', 'refused'],
  ['kept', 'give', 'refused'],
  ['kept', 'reopen', { state: 'open' }],
  ['dropped', 'keep', 'refused'],
  ['dropped', 'drop', 'same'],
  ['dropped', 'move', 'refused'],
  ['dropped', 'give', 'refused'],
  ['dropped', 'reopen', { state: 'open' }],
] as const)('%s, %s', (state, change, expected) => {
  expect(judgeChange({ state, dueAt, ownerId: 'owner' }, changes[change])).toEqual(expected);
});
