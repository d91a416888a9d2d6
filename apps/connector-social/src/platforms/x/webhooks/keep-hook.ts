import { PermanentError, TemporaryError, type Cursor } from '@filo/connector';
import { isNotForApp, isNotThere } from '../client/fault-of.js';
import type { Hook, XHooksClient } from '../client/x-hooks-client.js';
import { keepSubscriptions, leaveSubscriptions, unlessGone, type Going } from './keep-subscriptions.js';
import type { Places, Told, ToldPlaces } from './told-places.js';

/** What is remembered of where X tells, and until when it may go on. */
export interface Noted {
  places: ToldPlaces;
  cursor: Cursor;
  signal: Going;
}

/** What X may tell of, and where. */
export interface LeftAt extends Pick<Places, 'userId' | 'urls' | 'isSubscribed'> {
  /** As an earlier release kept it. */
  hookId?: string | undefined;
}

/** X gives the API before this one up then. */
const formerEnds = Date.UTC(2027, 0, 1);

/** That X tells of an account at an address: registered, answered for, subscribed to. Asks only for what is missing. */
export const keepHook = async (hooks: XHooksClient, told: Told, noted: Noted): Promise<void> => {
  const { places, cursor, signal } = noted;
  const { url, userId } = told;
  await noteTold(told, noted);
  const at = await placesOf(told, noted);
  const all = await hooks.list();
  const before = all.find((hook) => hook.url === url);
  const former = all.filter((hook) => hook.url !== url && isAt(at, hook));
  signal.throwIfAborted();
  // X allows an app one or few: what leads to our former address stands in the way of the new one.
  if (before === undefined) for (const { id } of former) await unlessGone(hooks.remove(id));
  const hook = before ?? (await hooks.register(url));
  if (before?.valid === false) await hooks.validate(before.id);
  const hookIds = all.filter((one) => !former.includes(one)).map(({ id }) => id);
  try {
    await keepSubscriptions(
      hooks.activity,
      { hookId: hook.id, userId, hookIds },
      { signal, asks: () => places.note(told, true) },
    );
  } finally {
    await places.note(told);
  }
  await places.only(told);
  if (at.hookId !== undefined) await cursor.write('hook', '');
  await leaveFormerOnce(hooks, { hookId: hook.id, userId }, cursor);
};

/** Before X is asked for anything: what an earlier release subscribed to is remembered too. */
const noteTold = async (told: Told, { places, cursor }: Noted): Promise<void> => {
  await places.note(told, Boolean(await cursor.read<string>('hook')));
};

const placesOf = async ({ url, userId }: Told, { places, cursor }: Noted): Promise<LeftAt> => ({
  ...((await places.held())?.value ?? { userId, urls: [url], isSubscribed: true }),
  hookId: (await cursor.read<string>('hook')) || undefined,
});

const isAt = ({ urls, hookId }: LeftAt, { id, url }: Hook): boolean => urls.includes(url) || id === hookId;

/** The API before this one would tell the same twice, which costs nothing: what does not succeed is tried at the next look. */
const leaveFormerOnce = async (
  hooks: XHooksClient,
  { hookId, userId }: { hookId: string; userId: string },
  cursor: Cursor,
): Promise<void> => {
  if (Date.now() > formerEnds || (await cursor.read<string>('former-left')) === hookId) return;
  try {
    await unlessGone(hooks.leaveFormer(hookId, userId));
  } catch (error) {
    if (error instanceof PermanentError || error instanceof TemporaryError) return;
    throw error;
  }
  await cursor.write('former-left', hookId);
};

/** That X tells nothing of an account any more; other accounts of the same app stay. Throws while it may still tell. */
export const leaveHook = async (hooks: XHooksClient, at: LeftAt, signal: Going): Promise<void> => {
  const all = await hooks.list();
  const ours = all.filter((hook) => isAt(at, hook)).map(({ id }) => id);
  try {
    await leaveAt(hooks, { at, all, signal });
  } finally {
    for (const id of ours) {
      signal.throwIfAborted();
      await leaveFormer(hooks, id, at.userId);
    }
  }
};

/** An app that may not have the API before this one is told nothing by it. */
const leaveFormer = async (hooks: XHooksClient, hookId: string, userId: string): Promise<void> => {
  if (Date.now() > formerEnds) return;
  await hooks.leaveFormer(hookId, userId).catch((error: unknown) => {
    if (!isNotThere(error) && !isNotForApp(error)) throw error;
  });
};

/**
 * X takes money for each event: it tells no more until there is money again. The API before this one takes none, and nobody could
 * subscribe to it again; whether it may still tell.
 */
export const restHook = async (
  hooks: XHooksClient,
  told: Told,
  noted: Noted,
): Promise<{ former: boolean }> => {
  await noteTold(told, noted);
  const at = await placesOf(told, noted);
  const all = await hooks.list();
  await leaveAt(hooks, { at, all, signal: noted.signal });
  const left = await noted.cursor.read<string>('former-left');
  return { former: Date.now() < formerEnds && all.some((hook) => isAt(at, hook) && hook.id !== left) };
};

/** An app that never got so far as to subscribe may not even ask what is subscribed. */
const leaveAt = async (
  { activity }: XHooksClient,
  { at, all, signal }: { at: LeftAt; all: readonly Hook[]; signal: Going },
): Promise<void> => {
  const [ours, others] = [true, false].map((wanted) =>
    all.filter((hook) => isAt(at, hook) === wanted).map(({ id }) => id),
  ) as [string[], string[]];
  try {
    await leaveSubscriptions(activity, { userId: at.userId, ours, others }, signal);
  } catch (error) {
    if (at.isSubscribed || !isNotForApp(error)) throw error;
  }
};
