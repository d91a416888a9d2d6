import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '../data/session';
import SetupWizard from '../features/setup/setup-wizard';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { EntryPage } from './entry-page';

const route = getRouteApi('/setup');

/** The wizard behind the one-time link that the first start prints. */
export default function SetupPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { token } = route.useSearch();
  const { data: setup } = useQuery(setupQuery);
  if (setup && !setup.needed)
    return (
      <EntryPage title={t('setup.done-title')} lead={t('setup.done')}>
        <Link to="/sign-in" className="text-accent underline">
          {t('sign-in.title')}
        </Link>
      </EntryPage>
    );
  return (
    <EntryPage title={t('setup.title')} lead={t(token ? 'setup.lead' : 'setup.no-token')}>
      {token ? (
        <SetupWizard
          token={token}
          onDone={(session) => {
            client.clear();
            client.setQueryData(sessionQuery.queryKey, session);
            void navigate({
              to: '/inbox/$view',
              params: { view: 'all' },
              search: { welcome: true },
              replace: true,
            });
          }}
        />
      ) : null}
    </EntryPage>
  );
}
