import { TemporaryError } from '@filo/connector';
import type { BlueskyClient } from '../bluesky-client.js';
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
