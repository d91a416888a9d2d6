import { useQuery } from '@tanstack/react-query';
import { accountGroupsQuery, makeAccountGroup, renameAccountGroup } from '../../data/admin/agents';
import { t } from '../../i18n/t';
import { NamedList } from './named-list';

/** The units of access: what an agent sees is what lies in their groups. */
export function AccountGroups({ isAdmin }: { isAdmin: boolean }) {
  const { data } = useQuery(accountGroupsQuery);
  const items = (data?.items ?? []).map(({ id, name, agents, accounts }) => ({
    id,
    name,
    note: [t('groups.agents', { count: agents }), accounts.join(', ') || t('groups.no-accounts')].join(' · '),
  }));
  return (
    <NamedList
      title={t('groups.title')}
      lead={t('groups.lead')}
      items={items}
      {...(isAdmin ? { make: makeAccountGroup, rename: renameAccountGroup } : {})}
      makeLabel={t('groups.make')}
      nameLabel={t('groups.name')}
      refreshes={['account-groups', 'agents']}
    />
  );
}
