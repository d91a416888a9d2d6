import type { QueryClient } from '@tanstack/react-query';

const pauseMs = 1000;
const waiting = new WeakMap<QueryClient, ReturnType<typeof setTimeout>>();

/** Reads the board again where it is on the screen, once for everything that happens within a second. */
export function refreshBoardSoon(client: QueryClient): void {
  if (waiting.has(client)) return;
  waiting.set(
    client,
    setTimeout(() => {
      waiting.delete(client);
      void client.invalidateQueries({ queryKey: ['board'] });
    }, pauseMs),
  );
}
