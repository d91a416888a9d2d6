import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { agentLinkQuery } from '../data/agent-links';
import { hasCode } from '../data/api/api-error';
import { sessionQuery } from '../data/session';
import { ChoosePassword } from '../features/welcome/choose-password';
import { activateLanguage } from '../i18n/activate-language';
import type { Language } from '../i18n/languages';
import '../i18n/later-words';
import { mediumWhen } from '../i18n/format';
import { t } from '../i18n/t';
import { hasOwnPreferences, setPreferences } from '../state/preferences';
import { Button } from '../ui/button';
import { ProblemStrip } from '../ui/problem-strip';
import { EntryPage } from './entry-page';

let taken = '';

/**
 * The secret stands behind the #, which reaches no server. It goes out of the address and so out of the history; a change of
 * language, which mounts the page anew, finds it here.
 */
const takeToken = (): string => {
  taken = location.hash.slice(1) || taken;
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return taken;
};

/** Behind a one-time link: says whom it is for, and takes the password that they choose. */
export default function WelcomePage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [token] = useState(takeToken);
  const { data: link, error, refetch } = useQuery({ ...agentLinkQuery(token), enabled: token !== '' });
  useLanguageOf(link?.language);
  if (token === '' || hasCode(error, 'wrong-link')) return <LinkIsOver error={error} />;
  if (error)
    return (
      <EntryPage title={t('page.problem')}>
        <ProblemStrip error={error}>
          <Button onPress={() => void refetch()}>{t('action.try-again')}</Button>
        </ProblemStrip>
      </EntryPage>
    );
  if (!link) return <EntryPage title={t('welcome.reading')}>{null}</EntryPage>;
  const { name, organisation, until, purpose } = link;
  return (
    <EntryPage
      title={t(`welcome.title-${purpose}`, { name, organisation })}
      lead={t(`welcome.lead-${purpose}`, { at: mediumWhen(until) })}
    >
      <ChoosePassword
        token={token}
        link={link}
        onDone={(session) => {
          client.clear();
          client.setQueryData(sessionQuery.queryKey, session);
          void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: {}, replace: true });
        }}
      />
    </EntryPage>
  );
}

/** Said of no link but one that the server knows not or no more: whoever could not ask still holds one that opens. */
function LinkIsOver({ error }: { error: Error | null }) {
  return (
    <EntryPage title={t('welcome.over-title')}>
      {error ? <ProblemStrip error={error} /> : <p>{t('welcome.no-token')}</p>}
      <Link to="/sign-in" className="mt-4 inline-block text-accent underline">
        {t('sign-in.title')}
      </Link>
    </EntryPage>
  );
}

/** Speaks the language that the admin chose, unless this browser was told another. */
function useLanguageOf(language: Language | undefined) {
  useEffect(() => {
    if (language && !hasOwnPreferences())
      void activateLanguage(language).then(() => setPreferences({ language }));
  }, [language]);
}
