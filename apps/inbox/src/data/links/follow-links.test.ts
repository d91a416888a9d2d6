import { QueryClient } from '@tanstack/react-query';
import { changeDraft, draftOf, openDrafts } from '../../state/drafts/draft-store';
import { select, useSelection } from '../../state/selection';
import { applyLiveEvent } from '../live/apply-live-event';

const [kept, gone] = ['kept', 'gone'];
const movedAway = {
  kind: 'thread',
  threadId: gone,
  version: 3,
  row: null,
  movedTo: kept,
  relinked: true,
} as const;

beforeEach(() => {
  localStorage.clear();
  openDrafts(crypto.randomUUID());
});

test('whoever looks at a thread that was merged away goes on in the one that stays, with the draft', () => {
  select(gone);
  changeDraft(gone, 'reply', { text: 'It is on its way.' });
  applyLiveEvent(new QueryClient(), 'me', movedAway);
  expect(useSelection.getState().personId).toBe(kept);
  expect(draftOf(kept, 'reply')?.text).toBe('It is on its way.');
  expect(draftOf(gone, 'reply')).toBeUndefined();
});

test('two letters never become one: where one is being written already, the other waits with its thread', () => {
  changeDraft(gone, 'reply', { text: 'To the one.' });
  changeDraft(kept, 'reply', { text: 'To the other.' });
  applyLiveEvent(new QueryClient(), 'me', movedAway);
  expect(draftOf(kept, 'reply')?.text).toBe('To the other.');
  expect(draftOf(gone, 'reply')?.text).toBe('To the one.');
});

test('messages that came with an address are read again, although no message event tells of them', () => {
  const client = new QueryClient();
  const read = (name: string) => client.getQueryState([name, kept])?.isInvalidated;
  for (const name of ['messages', 'person-history', 'invitations']) client.setQueryData([name, kept], {});
  const event = { kind: 'thread', threadId: kept, version: 3, row: null } as const;
  applyLiveEvent(client, 'me', event);
  expect(read('messages')).toBe(false);
  applyLiveEvent(client, 'me', { ...event, relinked: true });
  expect([read('messages'), read('person-history')]).toEqual([true, true]);
  // What was joined by an invitation, and is taken apart, stands there as joined no more.
  expect(read('invitations')).toBe(true);
  client.clear();
});
