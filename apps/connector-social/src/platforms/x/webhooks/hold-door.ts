import { aborted, type Listening } from '@filo/connector';
import type { XLogin } from '../x-login.js';
import { Door, type Telling } from './door.js';
import { hookPath, type HookBook } from './hook-book.js';
import { noPort, paused } from './in-words.js';
import { keepLeft } from './keep-left.js';

export interface DoorParts extends Telling {
  /** Undefined where no port is open for X. */
  book: HookBook | undefined;
  login: XLogin;
}

/** Lets X tell of an account until the signal aborts, on every replica. Whatever is wrong with it, the lists are read all the same. */
export const holdDoor = async (listening: Listening, parts: DoorParts): Promise<void> => {
  const { account, health, signal } = listening;
  const { book, login } = parts;
  if (account.state === 'paused') {
    // What X tells meanwhile is found by asking, once the account is at work again.
    return keepLeft(listening, parts, paused);
  }
  if (login.webhookUrl === undefined) return keepLeft(listening, parts);
  if (book === undefined) {
    health('degraded', noPort);
    return aborted(signal);
  }
  const door = new Door(listening, parts);
  const { client } = parts.taking;
  const { id: userId } = await client.ourself();
  const isRefused = () => client.access.isRefused;
  const told = { ...login, userId, isRefused, keep: door.keep, count: door.count };
  const close = book.open(account.accountId, told);
  try {
    await door.run({ url: `${login.webhookUrl}${hookPath(login.appKey)}`, userId });
  } finally {
    close();
  }
};
