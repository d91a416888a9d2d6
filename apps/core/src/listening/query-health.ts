import type { AccountHealth } from '@filo/contracts';
import type { AccountView, QueryView } from '@filo/contracts/http';

type Said = NonNullable<AccountHealth['queries']>;

/** How a query does: nothing is asked while it or its account is switched off, or while nobody speaks for its account. Pure. */
export const sayQueryHealth = (
  query: Pick<QueryView, 'id' | 'state' | 'createdAt'> & { accountState: string },
  account: AccountView['health'],
  said: Said,
): QueryView['health'] => {
  const own = said[query.id];
  const answeredAt = own?.answeredAt ?? null;
  if (query.state === 'paused' || query.accountState === 'paused')
    return { state: 'paused', reason: '', since: null, answeredAt };
  // What cannot be read for its account is not found either.
  if (account.state === 'failed')
    return { state: 'failed', ...reasonOf(account), since: account.since, answeredAt };
  if (own === undefined) return { state: 'starting', reason: '', since: query.createdAt, answeredAt };
  return { state: own.state, ...reasonOf(own), since: own.since, answeredAt };
};

const reasonOf = ({ reason, why }: Pick<AccountView['health'], 'reason' | 'why'>) => ({
  reason,
  ...(why && { why }),
});
