import type { QueryClient } from '@tanstack/react-query';

const pauseMs = 2000;
const waiting = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>();

/** Reads the counts of the views again, once for everything that happens within two seconds. */
export function refreshCountsSoon(client: QueryClient): void {
  if (waiting.has(client)) return;
  waiting.set(
    client,
    setTimeout(() => {
      waiting.delete(client);
      void client.invalidateQueries({ queryKey: ['thread-counts'] });
    }, pauseMs),
  );
}
