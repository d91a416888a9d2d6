import type { AccountHealth } from './account.js';

type Duty = NonNullable<AccountHealth['duties']>[string];

/** A replica that is this much behind the others has not spoken for two rounds: it is gone. */
const goneMs = 75_000;
const worse: readonly AccountHealth['state'][] = ['ok', 'starting', 'degraded', 'failed'];

/**
 * How accounts do by the word of all replicas of their connector. A duty that one replica does at a time stands as its last
 * word on it says; of the door, which each holds, the worst word stands. The worst duty speaks for the account. Pure.
 */
export const mergeAccountHealth = (said: Iterable<AccountHealth>): Map<string, AccountHealth> => {
  const byAccount = new Map<string, AccountHealth[]>();
  for (const one of said) byAccount.set(one.accountId, [...(byAccount.get(one.accountId) ?? []), one]);
  return new Map([...byAccount].map(([accountId, pages]) => [accountId, merged(accountId, pages)]));
};

const merged = (accountId: string, pages: readonly AccountHealth[]): AccountHealth => {
  const checkedAt = latest(pages.map((page) => page.checkedAt))!;
  const present = pages.filter((page) => Date.parse(checkedAt) - Date.parse(page.checkedAt) <= goneMs);
  const duties = dutiesOf(present);
  const { state, reason, why } = Object.values(duties).reduce(worst);
  const inIt = Object.values(duties).filter((duty) => duty.state === state);
  // Well since the last duty got well; in trouble since the first got into it.
  const since = inIt
    .map((duty) => duty.since)
    .toSorted(byTime)
    .at(state === 'ok' ? -1 : 0)!;
  const lastInAt = latest(pages.map((page) => page.lastInAt));
  const lastOutAt = latest(pages.map((page) => page.lastOutAt));
  const costs = costsOf(pages);
  const queries = queriesOf(present);
  const keyEnd = saidLast(pages.flatMap((page) => page.keyEnd ?? []));
  const limits = saidLast(pages.flatMap((page) => page.limits ?? []));
  const followedAt = latest(pages.map((page) => page.followedAt));
  const wellAt = latest(pages.map((page) => page.wellAt));
  const besideWords = obeyedByAll(present);
  return {
    ...{ v: 1, accountId, state, reason, since, checkedAt, lastInAt, lastOutAt, duties, costs, besideWords },
    ...(why && { why }),
    ...(queries && { queries }),
    ...(keyEnd && { keyEnd }),
    ...(limits && { limits }),
    ...(followedAt && { followedAt }),
    ...(wellAt && { wellAt }),
  };
};

/** Any replica may take an answer: what one of them does not know counts for none. */
const obeyedByAll = (pages: readonly AccountHealth[]): string[] => {
  const [first = [], ...others] = pages.map(({ besideWords }) => besideWords ?? []);
  return first.filter((word) => others.every((known) => known.includes(word)));
};

const saidLast = <Said extends { saidAt: string }>(said: readonly Said[]): Said | undefined =>
  said.toSorted((a, b) => byTime(a.saidAt, b.saidAt)).at(-1);

/** All replicas count together, so that of one day the highest count is the newest. */
const costsOf = (pages: readonly AccountHealth[]): AccountHealth['costs'] =>
  pages
    .flatMap(({ costs }) => costs ?? [])
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.amount - b.amount)
    .at(-1);

/** One replica listens at a time: of each query its last word counts. */
const queriesOf = (pages: readonly AccountHealth[]): AccountHealth['queries'] => {
  const told = pages.flatMap(({ queries }) => Object.entries(queries ?? {}));
  if (told.length === 0) return undefined;
  return Object.fromEntries(told.toSorted(([, a], [, b]) => byTime(a.saidAt, b.saidAt)));
};

const dutiesOf = (pages: readonly AccountHealth[]): Record<string, Duty> => {
  const found: Record<string, Duty> = {};
  for (const page of pages) {
    for (const [name, duty] of Object.entries(page.duties ?? { all: wholeOf(page) })) {
      const other = found[name];
      const choose = name === 'door' || name === 'all' ? worst : later;
      found[name] = other === undefined ? duty : choose(other, duty);
    }
  }
  return found;
};

/** A release before this one names no duties. */
const wholeOf = ({ state, reason, why, since, checkedAt }: AccountHealth): Duty => ({
  state,
  reason,
  why,
  since,
  saidAt: checkedAt,
});

const worst = (a: Duty, b: Duty): Duty => (worse.indexOf(b.state) > worse.indexOf(a.state) ? b : a);
const later = (a: Duty, b: Duty): Duty => (byTime(b.saidAt, a.saidAt) >= 0 ? b : a);
const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);
const latest = (times: readonly (string | undefined)[]): string | undefined =>
  times
    .filter((time) => time !== undefined)
    .toSorted(byTime)
    .at(-1);
