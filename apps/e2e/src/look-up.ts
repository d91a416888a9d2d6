import { eventually } from '@filo/testing';
import type { MessagePage, MessageView, PersonPage, ThreadRow } from '@filo/contracts/http';
import type { Api } from './api.js';

/** Ids of the people with this mail address; the id of a person is the id of the thread. */
export const peopleOf = async (api: Api, address: string): Promise<string[]> => {
  const { items } = await api.get<PersonPage>(`/people?q=${encodeURIComponent(address)}`);
  return items.filter((one) => one.identities.some(({ key }) => key === address)).map(({ id }) => id);
};

/** Waits until there is exactly one person with this address and the thread satisfies `holds`. */
export const threadOf = async (
  api: Api,
  address: string,
  holds: (page: MessagePage) => boolean = () => true,
  timeoutMs = 20_000,
): Promise<{ id: string; page: MessagePage }> =>
  eventually(
    async () => {
      const ids = await peopleOf(api, address);
      if (ids.length !== 1) throw new Error(`${ids.length} people have the address ${address}`);
      const id = ids[0] as string;
      const page = await api.messages(id);
      if (!holds(page)) throw new Error(`In the thread: ${JSON.stringify(page.items.map(brief))}`);
      return { id, page };
    },
    { timeoutMs, intervalMs: 100 },
  );

/** Waits for so many messages in the thread of this address. */
export const messagesOf = async (
  api: Api,
  address: string,
  count: number,
  timeoutMs?: number,
): Promise<MessageView[]> =>
  (await threadOf(api, address, ({ items }) => items.length === count, timeoutMs)).page.items;

export const rowOf = async (api: Api, threadId: string): Promise<ThreadRow | undefined> => {
  for await (const row of api.everyThread()) if (row.id === threadId) return row;
  return undefined;
};

/** The mail that left for this message of ours, as it left; waits for it. */
export const capturedFor = (api: Api, messageId: string): Promise<string> =>
  eventually(
    async () => {
      const mail = (await api.outbox()).items.find((one) => one.messageId === messageId);
      return mail && Buffer.from(mail.raw, 'base64').toString('utf8');
    },
    { timeoutMs: 20_000, intervalMs: 100 },
  );

const brief = ({ direction, subject, newText }: MessageView) =>
  `${direction} ${subject ?? ''}: ${newText.slice(0, 40)}`;
