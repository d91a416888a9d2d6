import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '../data/admin/accounts';
import { quarantineWaitingQuery } from '../data/admin/quarantine';
import { useAgent } from '../data/session';

/** How many channels are red and whether something waits in quarantine: what an admin should look at. */
export function useTroubles(): number {
  const isAdmin = useAgent().role === 'admin';
  const { data: accounts } = useQuery({ ...accountsQuery, enabled: isAdmin });
  const { data: waiting = 0 } = useQuery({ ...quarantineWaitingQuery, enabled: isAdmin });
  const red = (accounts?.items ?? []).filter(
    (account) => account.state === 'active' && account.health.state === 'failed',
  ).length;
  return red + waiting;
}
