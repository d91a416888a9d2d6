import type { Heard, Listening, Published } from '@filo/connector';
import type { PublicReach } from '@filo/contracts';
import { keepReach } from './keep-reach.js';

/** What is delivered of a post whose reposts are these, one look after the other; `asked` takes the ids of what was read again. */
const deliveredOf = async (
  reposts: readonly number[],
  asked: string[] = [],
): Promise<(PublicReach | undefined)[]> => {
  const ending = new AbortController();
  const delivered: (PublicReach | undefined)[] = [];
  let looks = 0;
  const listening = {
    signal: ending.signal,
    log: { warn: () => undefined },
    published: async function* (_: string, which?: { onlyStored: boolean }) {
      if (which?.onlyStored !== true) yield await Promise.resolve([{ externalId: 'at://held' } as Published]);
      yield await Promise.resolve([{ externalId: 'at://one' } as Published]);
    },
    deliver: (heard: Heard) => {
      if (heard.type === 'message') delivered.push(heard.reach);
      return Promise.resolve();
    },
  } as unknown as Listening;
  await keepReach(listening, {
    everyMs: 1,
    budget: { waitMs: () => 0 },
    read: (ids) => {
      asked.push(...ids);
      const reach = { reposts: reposts[looks]!, at: `2026-01-01T0${looks}:00:00.000Z` };
      looks += 1;
      if (looks === reposts.length) ending.abort();
      return Promise.resolve([{ type: 'message', externalId: 'at://one', reach } as unknown as Heard]);
    },
  });
  return delivered;
};
const at = (look: number, reposts: number) => ({ reposts, at: `2026-01-01T0${look}:00:00.000Z` });

it('what stays as it is comes once', async () => expect(await deliveredOf([1, 1, 1])).toEqual([at(0, 1)]));

it('what grew comes after what it last was, as late as that was seen', async () =>
  expect(await deliveredOf([1, 1, 1, 61, 62])).toEqual([at(0, 1), at(2, 1), at(3, 61), at(4, 62)]));

it('what waits in quarantine is not read again', async () => {
  const asked: string[] = [];
  await deliveredOf([1], asked);
  expect(asked).toEqual(['at://one']);
});
