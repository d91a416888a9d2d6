import { QueryClient } from '@tanstack/react-query';
import type { ConnectionState } from '../state/connection';

interface Listener {
  onState: (state: ConnectionState) => void;
}
const listeners: Listener[] = [];
/** Of modules as jest has it for now, which its types leave out. */
const { unstable_mockModule: mockModule } = import.meta.jest as unknown as {
  unstable_mockModule: (path: string, make: () => object) => void;
};

mockModule('../data/live/share-events', () => ({
  shareEvents: (_url: string, listener: Listener) => {
    listeners.push(listener);
    return () => undefined;
  },
}));
mockModule('../data/presence/say-presence', () => ({
  readPresence: () => Promise.resolve(),
}));
const { followEvents } = await import('./follow-events');

const start = () => {
  const client = new QueryClient();
  followEvents(client, 'a');
  const read = (updatedAt = Date.now()) => client.setQueryData(['thread-lists'], updatedAt, { updatedAt });
  return {
    read,
    tell: (state: ConnectionState) => listeners.at(-1)!.onState(state),
    isStale: () => client.getQueryState(['thread-lists'])!.isInvalidated,
  };
};

it('reads anew what was read while the tab with the connection still connected', () => {
  const { read, tell, isStale } = start();
  tell('connecting');
  read();
  expect(isStale()).toBe(false);
  tell('live');
  expect(isStale()).toBe(true);
});

it('reads anew whatever was read before the stream stood, however late it stands', () => {
  const { read, tell, isStale } = start();
  tell('offline');
  read(Date.now() + 61_000);
  tell('catching-up');
  expect(isStale()).toBe(true);
});

it('reads nothing anew when the stream that stood goes on', () => {
  const { read, tell, isStale } = start();
  tell('live');
  read();
  for (const state of ['offline', 'connecting', 'catching-up', 'live'] as const) tell(state);
  expect(isStale()).toBe(false);
});
