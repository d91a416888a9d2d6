import { TemporaryError } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { XClient } from '../client/x-client.js';
import { writeParts, type Again } from './write-parts.js';

const now = Date.UTC(2026, 10, 1);
const message = (attempt: number): Send =>
  ({
    attempt,
    recipient: { key: '2' },
    attachments: [],
    date: new Date(now).toISOString(),
  }) as unknown as Send;
const said = (id: string, text: string) => ({
  ...{ id, text, sender_id: '1', dm_conversation_id: '1-2' },
  created_at: new Date(now + 1_000).toISOString(),
});
const others = (page: number) =>
  Array.from({ length: 50 }, (_, n) => ({ ...said(`${page}-${n}`, 'else'), sender_id: '2' }));

/** An account at X with so many pages of messages. */
const deskOf = (pages: unknown[][], look: () => void = () => undefined) => {
  const written: string[] = [];
  const looked: number[] = [];
  const client = {
    ourself: () => Promise.resolve({ id: '1' }),
    messages: async (after = '0') => {
      looked.push(Number(after));
      look();
      const next = Number(after) + 1;
      return { items: pages[Number(after)] ?? [], next: next < pages.length ? String(next) : undefined };
    },
    writer: { createMessage: async (text: string) => `new-${written.push(text)}` },
  } as unknown as XClient;
  return { client, written, looked };
};
const again = (over: Partial<Again> = {}) => ({
  blobs: {} as never,
  ...{ begunAt: undefined, pausesMs: [0, 0, 0], signal: new AbortController().signal },
  ...over,
});
const many = Array.from({ length: 30 }, (_, page) => others(page));

it('a message of which no attempt began is said after one short look, however much was written since', async () => {
  const { client, written, looked } = deskOf(many);
  await writeParts(message(3), ['hello'], { client, ...again() });
  expect([written, looked]).toEqual([['hello'], [0, 1]]);
});

it('where X refuses the look, what began is not said again, and what never began is said', async () => {
  const refused = () => {
    throw new Error('refused');
  };
  const { client, written } = deskOf([], refused);
  const begun = writeParts(message(2), ['hello'], { client, ...again({ begunAt: now }) });
  await expect(begun).rejects.toThrow('Nobody knows');
  expect(written).toEqual([]);
  await writeParts(message(2), ['hello'], { client, ...again() });
  expect(written).toEqual(['hello']);
});

it('only the first look walks, all parts in one walk; the later ones look at the newest page', async () => {
  const { client, written, looked } = deskOf([others(0), others(1), [said('1', 'one')]]);
  const sent = await writeParts(message(2), ['one', 'two'], { client, ...again({ begunAt: now }) });
  expect(looked).toEqual([0, 1, 2, 0, 0, 0]);
  expect(written).toEqual(['two']);
  expect(sent).toEqual(['dm:1', 'dm:new-1']);
});

it('a stop of the service during the pause comes again, and says which parts stand', async () => {
  const { client, written } = deskOf([[said('1', 'one')]]);
  const signal = AbortSignal.abort();
  const stopped = writeParts(message(2), ['one', 'two'], { client, ...again({ begunAt: now, signal }) });
  const error: unknown = await stopped.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TemporaryError);
  expect((error as TemporaryError).message).toMatch(/^1 of 2 parts were posted/);
  expect((error as TemporaryError).options.retryAfterMs).toBeGreaterThan(0);
  expect(written).toEqual([]);
});
