import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAgent } from '../data/session';
import { setConnection } from '../state/connection';
import { sessionExpired } from '../state/session-expiry';

/** Between two tries to fetch what follows the events. */
const againMs = 5000;

/** Keeps what is loaded up to date for as long as the agent is signed in. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const agentId = useAgent().id;
  const expired = sessionExpired((state) => state.expired);
  useEffect(() => (expired ? undefined : begin(client, agentId)), [client, agentId, expired]);
}

/** The first page stands without what follows the events: it is fetched beside the list, and asked for again until it comes. */
function begin(client: QueryClient, agentId: string): () => void {
  let over = false;
  let stop: (() => void) | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const fetchIt = () =>
    void import('./follow-events').then(
      ({ followEvents }) => {
        if (!over) stop = followEvents(client, agentId);
      },
      () => {
        if (over) return;
        setConnection('offline');
        again = setTimeout(fetchIt, againMs);
      },
    );
  fetchIt();
  return () => {
    over = true;
    clearTimeout(again);
    stop?.();
  };
}
