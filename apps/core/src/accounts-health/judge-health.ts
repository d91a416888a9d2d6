import { mergeAccountHealth, type AccountHealth } from '@filo/contracts';
import type { AccountView } from '@filo/contracts/http';

/** A connector says every 30 s how each account does; a word older than this is no word any more. */
const staleMs = 90_000;
/** For so long after it began to listen nobody is blamed for having said nothing new: long enough for one round of words. */
const settleMs = 45_000;

/** How long what authors delete and change may go unseen until it is said. */
const followedMs = 86_400_000;

/** So long before its end a key is worth a warning. */
const warnedMs = 7 * 86_400_000;

/** An account, and what the instances of its connector said of it last. */
export interface HeardOf {
  createdAt: string;
  words: readonly AccountHealth[];
}

export interface Listening {
  /** When this process began to listen, in milliseconds. */
  since: number;
  now: number;
}

const isFresh = (said: AccountHealth, now: number): boolean => now - Date.parse(said.checkedAt) <= staleMs;

const together = (words: readonly AccountHealth[]): AccountHealth | undefined =>
  mergeAccountHealth(words).values().next().value;

/** Nobody speaks for the account, and it is too early to make anything of that. */
export const isUndecided = ({ words }: HeardOf, { since, now }: Listening): boolean => {
  const said = together(words);
  return !(said && isFresh(said, now)) && now - since <= settleMs;
};

/** How an account does by what its connector says of it now. Silence is no good health. */
export const judgeHealth = (account: HeardOf, listening: Listening): AccountView['health'] => {
  const said = together(account.words);
  const spoken = {
    checkedAt: said?.checkedAt ?? null,
    lastInAt: said?.lastInAt ?? null,
    lastOutAt: said?.lastOutAt ?? null,
    ...(said?.wellAt && { wellAt: said.wellAt }),
    ...ofToday(said?.costs, listening.now),
    ...keyEndOf(said, listening.now),
  };
  return { ...unlessFollowed(stateNow(account, said, listening), said, listening.now), ...spoken };
};

type Judged = Pick<AccountView['health'], 'state' | 'reason' | 'why' | 'since' | 'keyEndsSoon'>;

const stateNow = (account: HeardOf, said: AccountHealth | undefined, listening: Listening): Judged => {
  if (said && isFresh(said, listening.now)) return endingSoon(said, listening.now);
  const since = said?.checkedAt ?? account.createdAt;
  const isNew = listening.now - Date.parse(account.createdAt) <= staleMs;
  return isNew || isUndecided(account, listening)
    ? { state: 'starting', reason: tooEarly, why: [{ code: 'not-said-yet' }], since }
    : { state: 'failed', reason: silent, why: [{ code: 'connector-silent' }], since };
};

/** What authors delete is to go here within a day: whoever could not look for as long says since when. */
const unlessFollowed = (judged: Judged, said: AccountHealth | undefined, now: number): Judged => {
  const at = said?.followedAt;
  if (at === undefined || now - Date.parse(at) <= followedMs) return judged;
  const { keyEndsSoon: _, ...told } = judged;
  const { reason, why } = told;
  const isAll = reason === '' || why !== undefined;
  return {
    ...told,
    ...(told.state === 'ok' && {
      state: 'degraded',
      since: new Date(Date.parse(at) + followedMs).toISOString(),
    }),
    reason: `${reason} ${unfollowed(at).words}`.trim(),
    why: isAll ? [...(why ?? []), unfollowed(at).why] : undefined,
  };
};

/** An end that is past is none to prepare for. */
const keyEndOf = (said: AccountHealth | undefined, now: number): Pick<AccountView['health'], 'keyEndsAt'> =>
  said?.keyEnd?.at && Date.parse(said.keyEnd.at) > now ? { keyEndsAt: said.keyEnd.at } : {};

/** An account that is well is not well any more when its key ends within days, or is over: nobody may be surprised. */
const endingSoon = ({ state, reason, why, since, keyEnd }: AccountHealth, now: number): Judged => {
  const leftMs = keyEnd?.at ? Date.parse(keyEnd.at) - now : Infinity;
  if (state !== 'ok' || leftMs > warnedMs) return { state, reason, ...(why && { why }), since };
  const day = new Date(now + leftMs).toISOString().slice(0, 10);
  const from = new Date(now + leftMs - warnedMs).toISOString();
  const over = leftMs <= 0;
  return {
    state: 'degraded',
    reason: over
      ? `Its key ended on ${day}, and may stop working at any moment. Renew it on the page of the account.`
      : `Its key ends on ${day}. Until then everything works; renew it on the page of the account.`,
    why: [{ code: over ? 'key-ended' : 'key-ends', with: { day } }],
    since: since > from ? since : from,
    ...(!over && { keyEndsSoon: true }),
  };
};

/** What was counted on another day says nothing of this one. */
const ofToday = (costs: AccountHealth['costs'], now: number): Pick<AccountView['health'], 'costs'> =>
  costs?.day === new Date(now).toISOString().slice(0, 10) ? { costs } : {};

const unfollowed = (at: string) => ({
  words: `Since ${at.slice(0, 16).replace('T', ' ')} UTC nobody could look whether authors deleted or changed what stands here: it is followed once the account works again.`,
  why: { code: 'changes-unfollowed', with: { at } },
});
const tooEarly = 'Its connector has not said anything about it yet.';
const silent =
  'Nobody looks after it: its connector has stopped, or cannot reach the bus. Nothing that was accepted is lost; start the connector again.';
