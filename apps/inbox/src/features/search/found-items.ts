import type { FoundMessage, FoundPerson, SearchPage } from '@filo/contracts/http';

export interface Found {
  people: FoundPerson[];
  messages: FoundMessage[];
}

/** Where a result leads: a person's thread, at a message or at its end; nobody's message leads nowhere. */
export interface FoundPlace {
  key: string;
  personId: string | null;
  messageId: string | null;
}

/** All pages as one list of people and one of messages. */
export function foundOf(pages: readonly SearchPage[]): Found {
  const found: Found = { people: [], messages: [] };
  for (const item of pages.flatMap((page) => page.items))
    if (item.type === 'person') found.people.push(item.person);
    else found.messages.push(item.message);
  return found;
}

/** The results in the order in which one walks through them. */
export const placesOf = ({ people, messages }: Found): FoundPlace[] => [
  ...people.map(({ id }) => ({ key: `person ${id}`, personId: id, messageId: null })),
  ...messages.map(({ id, threadId }) => ({ key: `message ${id}`, personId: threadId, messageId: id })),
];

/** The id of the option of a result, for `aria-activedescendant`. */
export const foundId = (key: string): string => `found-${key.replace(' ', '-')}`;
