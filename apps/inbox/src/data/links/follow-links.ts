import type { LinksChanged } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { moveDrafts } from '../../state/drafts/merged-drafts';
import { select, useSelection } from '../../state/selection';
import { sendAway, takeBack } from '../../state/sent-away';
import { dropFromThreadLists } from '../threads/patch-thread-lists';

/** What is read of one person and changes with the links. */
const ofPerson = [
  'thread',
  'messages',
  'reply-options',
  'person',
  'person-history',
  'proofs',
  'invitations',
] as const;
/** What is read of several. */
const ofMany = ['suggestions', 'people', 'people-list', 'oks'] as const;

/** A thread went over into another one: whoever looks at it, or has a draft in it, goes along. */
export function followMove(client: QueryClient, from: string, to: string): void {
  sendAway(from);
  dropFromThreadLists(client, from);
  // What waits for an OK stands where its post stands now.
  void client.invalidateQueries({ queryKey: ['oks'] });
  moveDrafts(from, to);
  if (useSelection.getState().personId === from) select(to);
}

/** Addresses came or went: everything that is loaded of these persons is read anew where it is shown. */
export function refreshPeople(client: QueryClient, personIds: readonly string[]): void {
  for (const id of personIds)
    for (const kind of ofPerson) void client.invalidateQueries({ queryKey: [kind, id] });
  for (const kind of ofMany) void client.invalidateQueries({ queryKey: [kind] });
}

/** Shows at once what a merge, split or undo made, ahead of the live events that tell everybody. */
export function followLinks(client: QueryClient, { people, gone }: LinksChanged): void {
  for (const { id, now } of gone) followMove(client, id, now);
  for (const { id } of people) takeBack(id);
  refreshPeople(
    client,
    [...people, ...gone].map(({ id }) => id),
  );
}
