import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '../data/session';
import { SignInForm } from '../features/sign-in/sign-in-form';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { forgetAnnouncements } from '../state/announcer';
import { EntryPage } from './entry-page';

const route = getRouteApi('/sign-in');

/** Where one signs in. */
export default function SignInPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = route.useSearch();
  const { data: setup } = useQuery(setupQuery);
  return (
    <EntryPage title={t('sign-in.title')} {...(setup?.needed ? { lead: t('sign-in.setup-needed') } : {})}>
      <SignInForm
        onSignedIn={(session) => {
          client.clear();
          forgetAnnouncements();
          client.setQueryData(sessionQuery.queryKey, session);
          void navigate({ href: to ?? '/', replace: true });
        }}
      />
      <Link to="/forgot" className="mt-4 inline-block text-accent underline">
        {t('sign-in.forgot')}
      </Link>
    </EntryPage>
  );
}
