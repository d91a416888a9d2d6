import type { Cursor } from '@filo/connector';
import type { XHooksClient } from '../client/x-hooks-client.js';

/** That X tells of an account at an address: registered, answered for, subscribed to. Asks only for what is missing. */
export const keepHook = async (hooks: XHooksClient, url: string, cursor: Cursor): Promise<void> => {
  const before = (await hooks.list()).find((hook) => hook.url === url);
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
