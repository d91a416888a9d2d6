import { PermanentError, TemporaryError } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';
import { itIsDaysLater } from '../../../../test/another-day.js';
import { CheckedHandles } from './checked-handles.js';

const ada = { did: 'did:plc:ada', handle: 'ada.example' };

it('posts of one author that are read at once ask for the handle once; what failed is asked for again', async () => {
  let asked = 0;
  const client = {
    resolveHandle: () => {
      asked += 1;
      return asked === 1 ? Promise.reject(new TemporaryError('later')) : Promise.resolve(ada.did);
    },
  } as unknown as BlueskyClient;
  const handles = new CheckedHandles();
  const all = () => Promise.all(Array.from({ length: 25 }, () => handles.handleOf(client, ada)));
  expect(new Set(await all())).toEqual(new Set([undefined]));
  expect(asked).toBe(1);
  expect(new Set(await all())).toEqual(new Set([ada.handle]));
  expect(asked).toBe(2);
});

it.each([
  [
    'one that the network finds nowhere',
    () => Promise.reject(new PermanentError('handle-not-found', '?')),
    null,
  ],
  ['one that leads to another account', () => Promise.resolve('did:plc:mallory'), null],
  [
    'one that nobody can be asked for',
    () => Promise.reject(new PermanentError('expired-token', '?')),
    undefined,
  ],
  ['one whose network is away', () => Promise.reject(new TemporaryError('?')), undefined],
])('%s: null says that it was asked', async (_, resolveHandle, said) => {
  const handles = new CheckedHandles();
  const client = { resolveHandle } as unknown as BlueskyClient;
  for (const _time of ['once', 'again']) expect(await handles.handleOf(client, ada)).toBe(said);
});

it('what the network itself calls invalid does not hold, and is not asked for', async () => {
  const client = { resolveHandle: () => Promise.reject(new Error('asked')) } as unknown as BlueskyClient;
  const claimed = { ...ada, handle: 'handle.invalid' };
  expect(await new CheckedHandles().handleOf(client, claimed)).toBeNull();
});

describe('one of which the network says that it cannot resolve it, as it does also when it cannot look', () => {
  afterEach(() => itIsDaysLater(0));
  const minutes = (count: number) => itIsDaysLater(count / 1_440);
  const client = {
    resolveHandle: () => Promise.reject(new PermanentError('invalid-request', 'Unable to resolve handle')),
  } as unknown as BlueskyClient;
  const healed = { resolveHandle: () => Promise.resolve(ada.did) } as unknown as BlueskyClient;

  it('lapses only when that is said for half an hour', async () => {
    const handles = new CheckedHandles();
    for (const after of [0, 10, 29]) {
      minutes(after);
      expect(await handles.handleOf(client, ada)).toBeUndefined();
    }
    minutes(35);
    expect(await handles.handleOf(client, ada)).toBeNull();
  });

  it('holds again within minutes, and begins anew with the next hiccup', async () => {
    const handles = new CheckedHandles();
    expect(await handles.handleOf(client, ada)).toBeUndefined();
    minutes(6);
    expect(await handles.handleOf(healed, ada)).toBe(ada.handle);
    minutes(6 * 60 + 10);
    expect(await handles.handleOf(client, ada)).toBeUndefined();
  });
});
