import type { MessageView } from '@filo/contracts/http';
import type { Api } from '../api.js';
import type { Found } from './judge.js';

const marker = /\[(item-\d+-\d+)\]/;

/** Reads every thread through the public API and picks out the generated items. */
export const readBack = async (api: Api): Promise<Found[]> => {
  const found: Found[] = [];
  for await (const row of api.everyThread()) {
    const detail = await api.thread(row.id);
    const authors = detail.person.identities.map(({ key }) => key);
    const messages = await api.everyMessage(row.id);
    for (const [position, message] of messages.entries()) {
      const item = itemOf(message);
      if (item) found.push({ item, text: message.newText.trim(), threadId: row.id, authors, position });
    }
  }
  return found;
};

const itemOf = (message: MessageView): string | undefined =>
  message.direction === 'inbound' ? marker.exec(message.text)?.[1] : undefined;
