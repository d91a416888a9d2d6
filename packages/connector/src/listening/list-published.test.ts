import { publicMessages } from '@filo/contracts';
import { anAccount } from '@filo/testing';
import { makeListening, type ListeningParts } from './make-listening.js';

const requests = async (which?: { onlyStored: boolean }): Promise<object[]> => {
  const asked: object[] = [];
  const next = '01900000-0000-7000-8000-000000000003';
  const bus = {
    ask: {
      ask: ({ request }: { request: unknown }) => {
        asked.push(publicMessages.request.parse(request));
        return Promise.resolve({ externalIds: ['one'], ...(asked.length === 1 && { next }) });
      },
    },
  };
  const parts = { bus, log: { child: () => undefined } } as unknown as ListeningParts;
  const { published } = makeListening(
    parts,
    { account: anAccount(), secrets: {} },
    { duty: 'listen', signal: new AbortController().signal },
  );
  for await (const page of published('2026-11-26T09:00:00Z', which))
    expect(page).toEqual([{ externalId: 'one', author: undefined }]);
  return asked;
};

it('each page is asked for with or without what waits in quarantine, as whoever reads it says', async () => {
  expect(await requests({ onlyStored: true })).toMatchObject([
    { onlyStored: true },
    { onlyStored: true, after: '01900000-0000-7000-8000-000000000003' },
  ]);
  for (const request of await requests()) expect(request).not.toHaveProperty('onlyStored');
});
