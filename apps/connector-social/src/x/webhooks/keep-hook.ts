import type { Cursor } from '@filo/connector';
import type { XHooksClient } from '../client/x-hooks-client.js';
import { hookPath } from './hook-book.js';

/** That X tells of an account at an address: registered, answered for, subscribed to. Asks only for what is missing. */
export const keepHook = async (hooks: XHooksClient, url: string, cursor: Cursor): Promise<void> => {
  const all = await hooks.list();
  const before = all.find((hook) => hook.url === url);
  const formerId = await cursor.read<string>('hook');
  // X allows an app one or few: what leads to our former address stands in the way of the new one.
  if (before === undefined && all.some(({ id }) => id === formerId)) await hooks.remove(formerId!);
  const hook = before ?? (await hooks.register(url));
  if (before?.valid === false) await hooks.validate(before.id);
  if (!(await hooks.isSubscribed(hook.id))) await hooks.subscribe(hook.id);
  await cursor.write('hook', hook.id);
};

/** That X tells nothing of an account any more; other accounts of the same app stay. */
export const leaveHook = async (
  hooks: XHooksClient,
  userId: () => Promise<string>,
  cursor: Cursor,
): Promise<void> => {
  const hookId = await cursor.read<string>('hook');
  if (!hookId) return;
  await hooks.unsubscribe(hookId, await userId());
  await cursor.write('hook', '');
};

/** The same for an account that is gone, and whose cursor went with it. */
export const leaveHooks = async (hooks: XHooksClient, appKey: string, userId: string): Promise<void> => {
  const ours = (await hooks.list()).filter(({ url }) => url.endsWith(hookPath(appKey)));
  for (const { id } of ours) await hooks.unsubscribe(id, userId);
};
