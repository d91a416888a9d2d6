import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { hasCode } from '../../data/api/api-error';
import { personQuery } from '../../data/people';
import { sessionQuery } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Skeleton } from '../../ui/skeleton';
import { Contacts } from './contacts/contacts';
import { Face } from './face/face';
import { Names } from './face/names';
import { Details } from './fields/details';
import { ProfileProblem } from './profile-problem';
import { KnownBy } from './said/known-by';
import { Notes } from './said/notes';
import { Topics } from './said/topics';

const PrivacyMenu = lazy(() => import('./privacy/privacy-menu'));

interface ProfilePaneProps {
  personId: string;
  topicId: string | null;
  onTopic(topicId: string | null): void;
}

/** Who this human being is: how to reach them, what is known of them, and what we have talked about. */
export default function ProfilePane({ personId, topicId, onTopic }: ProfilePaneProps) {
  const { data: person, error, refetch } = useQuery(personQuery(personId));
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const problem = error ? <ProfileProblem error={error} onRetry={() => void refetch()} /> : null;
  // What was read before stays while it only cannot be read anew; whoever was split since is no longer here.
  if (problem && (!person || hasCode(error, 'several-persons'))) return problem;
  if (!person) return <Skeleton rows={3} height={64} />;
  return (
    <div className="@container p-4" key={person.id}>
      {problem}
      {session?.agent.role === 'admin' ? (
        <div className="float-end">
          <Suspense fallback={<span className="block size-8 max-md:size-11" />}>
            <PrivacyMenu person={person} />
          </Suspense>
        </div>
      ) : null}
      <div className="grid gap-5 @2xl:grid-cols-[minmax(16rem,2fr)_3fr] @2xl:gap-x-10">
        <div className="min-w-0 space-y-5">
          <ErrorBoundary name={t('profile.face')}>
            <Face person={person} />
          </ErrorBoundary>
          <ErrorBoundary name={t('profile.contacts')}>
            <Contacts person={person} />
          </ErrorBoundary>
          <ErrorBoundary name={t('profile.names')}>
            <Names person={person} />
          </ErrorBoundary>
        </div>
        <div className="min-w-0 space-y-5">
          <ErrorBoundary name={t('profile.details')}>
            <Details person={person} />
          </ErrorBoundary>
          <ErrorBoundary name={t('profile.notes')}>
            <Notes person={person} />
          </ErrorBoundary>
          <ErrorBoundary name={t('profile.known-by')}>
            <KnownBy person={person} />
          </ErrorBoundary>
          <ErrorBoundary name={t('profile.topics')}>
            <Topics personId={personId} topicId={topicId} onTopic={onTopic} />
          </ErrorBoundary>
          <p className="text-sm text-ink-3">{t('profile.messages', { count: person.messageCount })}</p>
        </div>
      </div>
    </div>
  );
}
