import { inTime } from '@filo/testing';
import { PagePictures } from './page-pictures.js';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const asked: string[] = [];
let atOnce = 0;
let most = 0;
beforeEach(() => {
  asked.length = most = 0;
});

/** A store called `hangs` never answers; one called `stalls` sends nothing after its headers. */
const request = async (address: string, { signal }: RequestInit): Promise<Response> => {
  asked.push(address);
  most = Math.max(most, ++atOnce);
  try {
    if (address.includes('hangs'))
      await new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error('late'))));
    await new Promise((resolve) => setImmediate(resolve));
    return new Response(address.includes('stalls') ? new ReadableStream() : png);
  } finally {
    atOnce--;
  }
};
const page = (patience = { quietMs: 300, allMs: 600 }) =>
  new PagePictures(
    {
      ...{ request, mayFetch: () => true, signal: new AbortController().signal },
      blobs: { put: (bytes: Uint8Array) => Promise.resolve({ sha256: '', size: bytes.length }) } as never,
    },
    patience,
  );
const at = (store: string, many: number) =>
  Array.from({ length: many }, (_, n) => ({ url: `https://${store}/${n}`, source: `${store} ${n}` }));

it('a store that hangs holds up the words of a page once for all its pictures, and says so at each post', async () => {
  const pictures = page();
  const posts = await inTime(2_000, () =>
    Promise.all(Array.from({ length: 40 }, () => pictures.of(at('hangs.example', 4)))),
  );
  for (const { attachments, marks } of posts) {
    expect(attachments).toEqual([]);
    expect(marks).toMatchObject([{ code: 'picture-not-fetched' }]);
  }
  // What waited for its turn is asked for no more, and nothing of it stays behind.
  expect(asked.length).toBeLessThanOrEqual(12);
  expect(atOnce).toBe(0);
  expect((await pictures.of(at('works.example', 2))).attachments).toHaveLength(2);
});

it('pictures of other stores and other pages come while several stores hang', async () => {
  const patience = { quietMs: 60_000, allMs: 60_000 };
  const stop = new AbortController();
  const hanging = [1, 2, 3, 4].map((n) =>
    new PagePictures({ request, mayFetch: () => true, signal: stop.signal, blobs: {} as never }, patience).of(
      at(`hangs-${n}.example`, 4),
    ),
  );
  expect((await page(patience).of(at('works.example', 20))).attachments).toHaveLength(20);
  stop.abort();
  expect((await Promise.allSettled(hanging)).map(({ status }) => status)).toEqual(
    hanging.map(() => 'rejected'),
  );
});

it('stores that stall after their headers hold up pictures of others for seconds only', async () => {
  const patience = { quietMs: 60_000, allMs: 60_000 };
  const stalling = [1, 2].map((n) => page(patience).of(at(`stalls-${n}.example`, 3)));
  // All of them have answered, and hold every turn that there is.
  while (asked.length < 6 || atOnce > 0) await new Promise((resolve) => setImmediate(resolve));
  const { attachments } = await inTime(8_000, () => page(patience).of(at('works.example', 5)));
  expect(attachments).toHaveLength(5);
  for (const { marks } of await Promise.all(stalling))
    expect(marks).toMatchObject([{ code: 'picture-not-fetched' }]);
}, 60_000);

it('a store is asked for three at once, by however many pages', async () => {
  await Promise.all([1, 2, 3].map(() => page().of(at('works.example', 10))));
  expect(asked).toHaveLength(30);
  expect(most).toBe(3);
});

it('pictures that keep coming are waited for longer than those of a store that is quiet, and not for ever', async () => {
  let served = 0;
  const slow = new PagePictures(
    {
      ...{ mayFetch: () => true, signal: new AbortController().signal },
      blobs: { put: () => Promise.resolve({ sha256: '', size: 0 }) } as never,
      request: async (_, { signal }) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        signal!.throwIfAborted();
        served++;
        return new Response(png);
      },
    },
    { quietMs: 400, allMs: 1_500 },
  );
  const begun = performance.now();
  const { attachments, marks } = await slow.of(at('slow.example', 60));
  expect(performance.now() - begun).toBeGreaterThan(1_000);
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect(served).toBeGreaterThan(6);
  expect(attachments.length).toBeLessThan(60);
  expect(marks).toHaveLength(1);
});
