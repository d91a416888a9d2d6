import type { LiveEvent } from '@filo/contracts/http';
import type { ConnectionState } from '../../state/connection';
import { EventConnection, type LiveListener } from './event-connection';

type Shared =
  | { type: 'hello' }
  | { type: 'state'; state: ConnectionState; lastId?: string }
  | { type: 'event'; event: LiveEvent; id?: string };

const lockName = 'filo.events';

/**
 * One connection per browser: the tab that holds the lock follows the events and tells the others, since a browser opens
 * only six connections to a host. When that tab closes, the next one resumes behind the last id that it was told.
 */
export function shareEvents(url: string, listener: LiveListener): () => void {
  const channel = new BroadcastChannel('filo.events');
  const stopped = new AbortController();
  let connection: EventConnection | undefined;
  let state: ConnectionState = 'connecting';
  let lastId: string | undefined;
  const tell = (message: Shared) => channel.postMessage(message);
  const setState = (next: ConnectionState) => {
    state = next;
    listener.onState(next);
  };

  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'hello') {
      if (connection) tell({ type: 'state', state, ...(lastId ? { lastId } : {}) });
    } else if (data.type === 'state') {
      lastId = data.lastId ?? lastId;
      setState(data.state);
    } else {
      lastId = data.id ?? lastId;
      listener.onEvent(data.event, data.id);
    }
  };
  tell({ type: 'hello' });

  const lead = async () => {
    connection = new EventConnection(
      url,
      {
        onEvent(event, id) {
          lastId = id ?? lastId;
          listener.onEvent(event, id);
          tell({ type: 'event', event, ...(id ? { id } : {}) });
        },
        onState(next) {
          setState(next);
          tell({ type: 'state', state: next, ...(lastId ? { lastId } : {}) });
        },
        onSignedOut: () => listener.onSignedOut(),
      },
      lastId,
    );
    await connection.run();
  };
  // Rejects only when stopped while waiting for the lock.
  void navigator.locks.request(lockName, { signal: stopped.signal }, lead).catch(() => undefined);

  return () => {
    stopped.abort();
    connection?.stop();
    channel.close();
  };
}
