import { create } from 'zustand';

/** `live`: every event has arrived; `catching-up`: connected again, replaying; `offline`: no connection. */
export type ConnectionState = 'connecting' | 'live' | 'catching-up' | 'offline';

export const useConnection = create<{ state: ConnectionState; since: number }>(() => ({
  state: 'connecting',
  since: Date.now(),
}));

export function setConnection(state: ConnectionState): void {
  if (useConnection.getState().state !== state) useConnection.setState({ state, since: Date.now() });
}
