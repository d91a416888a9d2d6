import type { QueryClient } from '@tanstack/react-query';

/** The count of what must be acted on is asked by every page, whatever it shows, and counts all that waits. */
const pausesMs = { shown: 1_000, counted: 5_000 };
const keys = { shown: [['board'], ['watches']], counted: [['board-waiting']] };
const waiting = { shown: new WeakSet<QueryClient>(), counted: new WeakSet<QueryClient>() };

/**
 * Reads the board, and what the agent watches, again where it is on the screen, once for everything that happens within a second; and how
 * much there is to act on now, once for everything within five.
 */
export function refreshBoardSoon(client: QueryClient): void {
  for (const what of ['shown', 'counted'] as const) {
    if (waiting[what].has(client)) continue;
    waiting[what].add(client);
    setTimeout(() => {
      waiting[what].delete(client);
      for (const queryKey of keys[what]) void client.invalidateQueries({ queryKey });
    }, pausesMs[what]);
  }
}
