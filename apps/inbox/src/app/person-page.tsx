import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useEffect } from 'react';
import { personQuery } from '../data/people';
import ProfilePane from '../features/profile/profile-pane';
import { t } from '../i18n/t';
import { BlockOverlay } from './block-overlay';
import { askBlock } from '../state/block-requests';
import { useCommand } from '../keys/active-commands';
import { openMerge, openSplit } from './people-overlay';
import { PersonLinks } from './person-links';

const route = getRouteApi('/shell/people/$id');

/** One person on a page of their own; `o` leads to the thread, Escape back to all people. */
export default function PersonPage() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  const { data: person } = useQuery(personQuery(id));
  const now = person?.id;
  // Merged since: the address follows to the person who has everything now.
  useEffect(() => {
    if (now !== undefined && now !== id)
      void navigate({ to: '/people/$id', params: { id: now }, replace: true });
  }, [now, id, navigate]);
  const openThread = (topic: string | null = null) =>
    void navigate({
      to: '/inbox/$view',
      params: { view: 'all' },
      search: { person: id, ...(topic ? { topic } : {}) },
    });
  useCommand('thread.merge', () => openMerge(id));
  useCommand('thread.split', () => openSplit(id));
  useCommand('thread.block', () => askBlock({ personId: id }));
  useCommand('thread.open', () => openThread());
  useCommand('thread.leave', () => void navigate({ to: '/people', search: {} }));
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto">
      <header className="flex min-h-14 flex-wrap items-center gap-x-3 border-b border-line bg-surface px-6 max-md:px-3">
        <Link
          to="/people"
          search={{}}
          className="inline-flex min-h-8 items-center text-accent underline max-md:min-h-11"
        >
          {t('people.title')}
        </Link>
        <span aria-hidden className="text-ink-3">
          /
        </span>
        <h1 className="text-lg font-semibold">{t('profile.label')}</h1>
        <Link
          to="/inbox/$view"
          params={{ view: 'all' }}
          search={{ person: id }}
          className="ms-auto inline-flex min-h-8 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 hover:bg-hover max-md:min-h-11"
        >
          <MessagesSquare className="size-4" aria-hidden />
          {t('people.open-thread')}
        </Link>
      </header>
      <BlockOverlay />
      <div className="mx-auto max-w-240 p-2">
        <ProfilePane personId={id} topicId={null} onTopic={openThread} />
        <PersonLinks personId={id} />
      </div>
    </main>
  );
}
