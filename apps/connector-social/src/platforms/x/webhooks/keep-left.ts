import { aborted, TemporaryError, wait, type Listening, type Reason } from '@filo/connector';
import type { DoorParts } from './hold-door.js';
import { stillTells } from './in-words.js';
import { leaveHook, type LeftAt } from './keep-hook.js';

const firstMs = 1_000;
const longestMs = 300_000;

/** How long until it is tried again: longer each time, and no sooner than X allows. */
export const pauseAfter = (failures: number, error: unknown): number =>
  Math.max(
    Math.min(longestMs, firstMs * 2 ** Math.min(failures, 30)),
    (error instanceof TemporaryError && error.options.retryAfterMs) || 0,
  );

/** X is to tell nothing of an account that is here: it is told to stop until it has, and what it sends all the same is refused. */
export const keepLeft = async (listening: Listening, parts: DoorParts, reason?: Reason): Promise<void> => {
  const { account, health, signal } = listening;
  const close = parts.book?.open(account.accountId, undefined);
  try {
    health('ok', reason);
    if (await leaveUntilLeft(listening, parts)) health('ok', reason);
    await aborted(signal);
  } finally {
    close?.();
  }
};

/** Whether anything had to be said meanwhile. */
const leaveUntilLeft = async (listening: Listening, parts: DoorParts): Promise<boolean> => {
  const { health, log, signal } = listening;
  for (let failures = 0; ; failures += 1) {
    try {
      await leave(listening, parts);
      return failures > 0;
    } catch (error) {
      if (signal.aborted) return false;
      log.warn({ err: error }, 'x.webhook_not_left');
      health('degraded', stillTells(error));
      await wait(pauseAfter(failures, error), signal);
      if (signal.aborted) return false;
    }
  }
};

const leave = async ({ cursor, signal }: Listening, { hooks, places, taking }: DoorParts): Promise<void> => {
  for (;;) {
    signal.throwIfAborted();
    const held = await places.held();
    const hookId = (await cursor.read<string>('hook')) || undefined;
    if (held === undefined && hookId === undefined) return;
    const at: LeftAt = held?.value ?? {
      ...{ userId: (await taking.client.ourself()).id, urls: [], isSubscribed: true },
    };
    await leaveHook(hooks, { ...at, isSubscribed: at.isSubscribed || hookId !== undefined, hookId }, signal);
    signal.throwIfAborted();
    if (hookId !== undefined) await cursor.write('hook', '');
    if (held === undefined || (await places.left(held.revision))) return;
  }
};
