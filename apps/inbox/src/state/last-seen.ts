import { readStored, writeStored } from './stored';

const key = 'filo.last-seen';
const remembered = 500;

/** Up to which message this browser has shown a thread before; undefined when never. */
export const lastSeenAt = (threadId: string): string | undefined =>
  readStored<Record<string, string>>(key, {})[threadId];

export function rememberSeen(threadId: string, at: string): void {
  const { [threadId]: old, ...rest } = readStored<Record<string, string>>(key, {});
  if (old !== undefined && old >= at) return;
  writeStored(key, Object.fromEntries([...Object.entries(rest).slice(-remembered), [threadId, at]]));
}
