import type { Cursor } from '@filo/connector';
import type { XHooksClient } from '../client/x-hooks-client.js';
import { hookPath } from './hook-book.js';
import { keepSubscriptions, leaveSubscriptions, unlessGone } from './keep-subscriptions.js';

interface Wanted {
  url: string;
  userId: string;
}

/** That X tells of an account at an address: registered, answered for, subscribed to. Asks only for what is missing. */
export const keepHook = async (
  hooks: XHooksClient,
  { url, userId }: Wanted,
  cursor: Cursor,
): Promise<void> => {
  const all = await hooks.list();
  const before = all.find((hook) => hook.url === url);
  const formerId = await cursor.read<string>('hook');
  // X allows an app one or few: what leads to our former address stands in the way of the new one.
  const stays = before !== undefined ? all : all.filter(({ id }) => id !== formerId);
  if (stays.length < all.length) await hooks.remove(formerId!);
  const hook = before ?? (await hooks.register(url));
  if (before?.valid === false) await hooks.validate(before.id);
  await cursor.write('hook', hook.id);
  const told = { hookId: hook.id, userId };
  await keepSubscriptions(hooks.activity, { ...told, hookIds: stays.map(({ id }) => id) });
  await leaveFormer(hooks, told, cursor);
};

/** The API before this one would tell the same twice. Where X refuses this one, it goes on as long as X lets it. */
const leaveFormer = async (
  hooks: XHooksClient,
  { hookId, userId }: { hookId: string; userId: string },
  cursor: Cursor,
): Promise<void> => {
  if ((await cursor.read<string>('former-left')) === hookId) return;
  await unlessGone(hooks.leaveFormer(hookId, userId));
  await cursor.write('former-left', hookId);
};

/** That X tells nothing of an account any more; other accounts of the same app stay. */
export const leaveHook = async (
  hooks: XHooksClient,
  userId: () => Promise<string>,
  cursor: Cursor,
): Promise<void> => {
  const hookId = await cursor.read<string>('hook');
  if (!hookId) return;
  await leave(hooks, { hookId, userId: await userId() });
  await cursor.write('hook', '');
};

/** X takes money for each event: it tells no more until there is money again. */
export const restHook = async (hooks: XHooksClient, userId: string, cursor: Cursor): Promise<void> => {
  const hookId = await cursor.read<string>('hook');
  if (hookId) await leaveSubscriptions(hooks.activity, { hookId, userId });
};

/** The same for an account that is gone, and whose cursor went with it. */
export const leaveHooks = async (hooks: XHooksClient, appKey: string, userId: string): Promise<void> => {
  const ours = (await hooks.list()).filter(({ url }) => url.endsWith(hookPath(appKey)));
  for (const { id } of ours) await leave(hooks, { hookId: id, userId });
};

const leave = async (hooks: XHooksClient, told: { hookId: string; userId: string }): Promise<void> => {
  await unlessGone(leaveSubscriptions(hooks.activity, told));
  await unlessGone(hooks.leaveFormer(told.hookId, told.userId));
};
