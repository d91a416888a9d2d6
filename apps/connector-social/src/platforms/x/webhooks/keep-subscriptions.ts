import { PermanentError } from '@filo/connector';
import { isNotThere } from '../client/fault-of.js';
import type { Subscription, XActivityClient } from '../client/x-activity-client.js';
import { NotTold, type KindTold } from './in-words.js';

/** By what somebody who looks at X sees whose they are. */
const tag = 'filo';

/**
 * What X is asked to tell: what is said to us, and what we say by another program. Quotes and reposts are reach, likes and follows are no
 * words, and an encrypted chat can be read by nobody here. X takes money for each event.
 */
const wanted: readonly { eventType: string; direction?: 'inbound'; kind: KindTold }[] = [
  { eventType: 'post.mention.create', kind: 'mentions' },
  { eventType: 'post.reply.create', direction: 'inbound', kind: 'answers' },
  { eventType: 'post.create', kind: 'own' },
  { eventType: 'dm.received', kind: 'received' },
  { eventType: 'dm.sent', kind: 'sent' },
];

export interface Told {
  hookId: string;
  userId: string;
  /** Webhooks that are there: what belongs to another of them is left alone. */
  hookIds: readonly string[];
}

/** Throws once it must not go on. */
export type Going = Pick<AbortSignal, 'throwIfAborted'>;

export interface KeepingSubscriptions {
  signal: Going;
  /** Awaited before anything is asked of X that it takes money for. */
  asks(): Promise<void>;
}

/** That X tells of an account at a webhook what we want to know of it, each once. Asks only for what is missing. */
export const keepSubscriptions = async (
  activity: XActivityClient,
  told: Told,
  { signal, asks }: KeepingSubscriptions,
): Promise<void> => {
  const held = await heldOf(activity, told);
  await asks();
  const refusals: { kind: KindTold; error: PermanentError }[] = [];
  let isChanged = false;
  for (const { kind, ...one } of wanted) {
    const [oldest] = inOrder(held, one, told);
    if (oldest?.hookId === told.hookId) continue;
    signal.throwIfAborted();
    try {
      if (oldest !== undefined) await activity.move(oldest.id, told.hookId);
      else await activity.subscribe({ direction: undefined, ...one, tag, ...atHook(told) });
      isChanged = true;
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      refusals.push({ kind, error });
    }
  }
  // Another replica may have done the same meanwhile.
  const doubles = doublesOf(isChanged ? await heldOf(activity, told) : held, told);
  for (const { id } of doubles) await unlessGone(activity.remove(id));
  const [first] = refusals;
  if (first !== undefined)
    throw new NotTold(
      refusals.map(({ kind }) => kind),
      first.error,
    );
};

/** That X tells nothing of an account at these webhooks any more, nor at one that is gone. Throws while it may still tell. */
export const leaveSubscriptions = async (
  activity: XActivityClient,
  { userId, ours, others }: { userId: string; ours: readonly string[]; others: readonly string[] },
  signal: Going,
): Promise<void> => {
  const isOurs = ({ hookId = '', tag: by }: Subscription) =>
    ours.includes(hookId) || (by === tag && !others.includes(hookId));
  const left = (await activity.list()).filter((one) => one.userId === userId && isOurs(one));
  let refusal: PermanentError | undefined;
  for (const { id } of left) {
    signal.throwIfAborted();
    try {
      await unlessGone(activity.remove(id));
    } catch (error) {
      // The others are left all the same.
      if (!(error instanceof PermanentError)) throw error;
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
};

/** What X does not have, it need not be told to forget. */
export const unlessGone = async (removed: Promise<void>): Promise<void> => {
  await removed.catch((error: unknown) => {
    if (!isNotThere(error)) throw error;
  });
};

const atHook = ({ hookId, userId }: Told) => ({ hookId, userId });

/** At our webhook, or at one of ours that is gone. */
const heldOf = async (
  activity: XActivityClient,
  { hookId, userId, hookIds }: Told,
): Promise<Subscription[]> =>
  (await activity.list()).filter(
    (one) =>
      one.userId === userId &&
      (one.hookId === hookId || (one.tag === tag && !hookIds.includes(one.hookId ?? ''))),
  );

const fits = (
  held: Subscription,
  { eventType, direction }: Pick<Subscription, 'eventType'> & { direction?: string },
) => held.eventType === eventType && [undefined, direction].includes(held.direction);

/** The first of each is kept: all replicas must come to the same, and never to one that leads nowhere. */
const doublesOf = (held: readonly Subscription[], told: Told): Subscription[] =>
  wanted.flatMap((one) => inOrder(held, one, told).slice(1));

/** Those at our webhook first, then by age. */
const inOrder = (
  held: readonly Subscription[],
  one: Pick<Subscription, 'eventType'>,
  { hookId }: Told,
): Subscription[] =>
  held
    .filter((subscription) => fits(subscription, one))
    .toSorted(
      (a, b) =>
        Number(b.hookId === hookId) - Number(a.hookId === hookId) || Number(BigInt(a.id) - BigInt(b.id)),
    );
