import type { AccountView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '../data/admin/accounts-query';
import { quarantineWaitingQuery } from '../data/admin/quarantine-waiting';
import { useAgent } from '../data/session';

/** Whether this agent looks after the admin area. */
export const useWatches = (): boolean => {
  const { role } = useAgent();
  return role === 'admin' || role === 'supervisor';
};

/** The channels that should work and do not; live, and only for those who look after them. */
export function useFailedAccounts(): readonly AccountView[] {
  const { data } = useQuery({ ...accountsQuery, enabled: useWatches() });
  return (data?.items ?? []).filter(
    (account) => account.state === 'active' && account.health.state === 'failed',
  );
}

/** How much waits in quarantine. */
export function useQuarantineWaiting(): number {
  const { data = 0 } = useQuery({ ...quarantineWaitingQuery, enabled: useWatches() });
  return data;
}

/** How many things an admin should look at: red channels and what waits in quarantine. */
export function useTroubles(): number {
  const failed = useFailedAccounts().length;
  return failed + useQuarantineWaiting();
}
