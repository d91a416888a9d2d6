import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiBase } from '../data/api/request';
import { applyLiveEvent } from '../data/live/apply-live-event';
import { shareEvents } from '../data/live/share-events';
import { useAgent } from '../data/session';
import { type ConnectionState, setConnection, useConnection } from '../state/connection';
import { setAllPresent } from '../state/presence';
import { sessionExpired } from '../state/session-expiry';

/** Keeps what is loaded up to date for as long as the agent is signed in. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const agentId = useAgent().id;
  const expired = sessionExpired((state) => state.expired);
  useEffect(() => {
    if (expired) return undefined;
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
  }, [client, agentId, expired]);
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
