import type { MessageView } from '@filo/contracts/http';
import type { Api } from '../api.js';
import type { Found } from './judge.js';

const marker = /\[(item-\d+-\d+)\]/;

/** So many threads are asked for at once: one at a time, a busy machine answers a few hundred in half a minute. */
const atOnce = 4;

/** Reads every thread through the public API and picks out the generated items. */
export const readBack = async (api: Api): Promise<Found[]> => {
  const found: Found[] = [];
  const rows = api.everyThread();
  const reader = async (): Promise<void> => {
    for (let next = await rows.next(); !next.done; next = await rows.next())
      found.push(...(await readThread(api, next.value.id)));
  };
  await Promise.all(Array.from({ length: atOnce }, reader));
  return found;
};

const readThread = async (api: Api, id: string): Promise<Found[]> => {
  const [{ person }, messages] = await Promise.all([api.thread(id), api.everyMessage(id)]);
  const authors = person.identities.map(({ key }) => key);
  return messages.flatMap((message, position) => {
    const item = itemOf(message);
    return item ? [{ item, text: message.newText.trim(), threadId: id, authors, position }] : [];
  });
};

const itemOf = (message: MessageView): string | undefined =>
  message.direction === 'inbound' ? marker.exec(message.text)?.[1] : undefined;
