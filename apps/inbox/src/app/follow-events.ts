import type { QueryClient } from '@tanstack/react-query';
import { apiBase } from '../data/api/request';
import { applyLiveEvent } from '../data/live/apply-live-event';
import { shareEvents } from '../data/live/share-events';
import { type ConnectionState, setConnection, useConnection } from '../state/connection';
import { setAllPresent } from '../state/presence';
import { sessionExpired } from '../state/session-expiry';

/** Brings what the server tells into what is loaded, until it is called off. */
export function followEvents(client: QueryClient, agentId: string): () => void {
  let stands = false;
  return shareEvents(`${apiBase}/events`, {
    onEvent: (event) => applyLiveEvent(client, agentId, event),
    onState: (state) => {
      const first = !stands && (state === 'live' || state === 'catching-up');
      stands ||= first;
      const before = useConnection.getState().state;
      setConnection(state);
      if (state !== before) followInPassing(state);
      // What was read before the stream stood may have missed a change in between.
      if (first) void client.invalidateQueries({ predicate: (query) => isLive(query.queryKey[0]) });
    },
    onSignedOut: () => sessionExpired.getState().expire(),
  });
}

const isLive = (name: unknown) =>
  [
    ...['thread-lists', 'thread-counts', 'thread', 'messages', 'messages-around'],
    ...['board', 'board-waiting', 'watches', 'notices'],
  ].includes(String(name));

/** What is told in passing is read anew after every break, and is not known without a connection. */
function followInPassing(state: ConnectionState): void {
  if (state === 'offline') setAllPresent([]);
  if (state === 'live')
    void import('../data/presence/say-presence').then(({ readPresence }) => readPresence());
}
