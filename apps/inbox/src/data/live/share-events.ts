import type { LiveEvent } from '@filo/contracts/http';
import type { ConnectionState } from '../../state/connection';
import { EventConnection, type LiveListener } from './event-connection';

type Shared =
  | { type: 'hello' }
  | { type: 'state'; state: ConnectionState; lastId?: string }
  | { type: 'event'; event: LiveEvent; id?: string };

/** What this tab last heard, from its own connection or from the tab that has one. */
interface Heard {
  state: ConnectionState;
  lastId: string | undefined;
}

const lockName = 'filo.events';
const idOf = ({ lastId }: Heard) => (lastId ? { lastId } : {});

/** A listener of the one connection that also tells the other tabs. */
const leading = (heard: Heard, listener: LiveListener, tell: (message: Shared) => void): LiveListener => ({
  onEvent(event, id) {
    heard.lastId = id ?? heard.lastId;
    listener.onEvent(event, id);
    tell({ type: 'event', event, ...(id ? { id } : {}) });
  },
  onState(state) {
    heard.state = state;
    listener.onState(state);
    tell({ type: 'state', state, ...idOf(heard) });
  },
  onSignedOut: () => listener.onSignedOut(),
});

/**
 * One connection per browser: the tab that holds the lock follows the events and tells the others, since a browser opens
 * only six connections to a host. When that tab closes, the next one resumes behind the last id that it was told.
 */
export function shareEvents(url: string, listener: LiveListener): () => void {
  const channel = new BroadcastChannel('filo.events');
  const stopped = new AbortController();
  let connection: EventConnection | undefined;
  const heard: Heard = { state: 'connecting', lastId: undefined };
  const tell = (message: Shared) => channel.postMessage(message);

  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'hello') {
      if (connection) tell({ type: 'state', state: heard.state, ...idOf(heard) });
    } else if (data.type === 'state') {
      heard.lastId = data.lastId ?? heard.lastId;
      heard.state = data.state;
      listener.onState(data.state);
    } else {
      heard.lastId = data.id ?? heard.lastId;
      listener.onEvent(data.event, data.id);
    }
  };
  tell({ type: 'hello' });

  const lead = async () => {
    connection = new EventConnection(url, leading(heard, listener, tell), heard.lastId);
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
