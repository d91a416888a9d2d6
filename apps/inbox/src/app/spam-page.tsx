import { getRouteApi, Link } from '@tanstack/react-router';
import { BlockOverlay } from './block-overlay';
import { t } from '../i18n/t';
import Spam from '../features/quarantine/spam/spam-page';

const route = getRouteApi('/shell/spam');

/** What waits of blocked senders, and who is blocked. */
export default function SpamPage() {
  const { list } = route.useSearch();
  const look = 'inline-flex min-h-8 items-center rounded-control px-3 hover:bg-hover max-md:min-h-11';
  const active = { className: 'bg-selected font-medium text-accent', 'aria-current': 'page' as const };
  const links = (
    <nav aria-label={t('spam.lists')} className="mb-4 flex gap-1">
      <Link
        to="/spam"
        search={{}}
        activeOptions={{ exact: true, includeSearch: true }}
        className={look}
        activeProps={active}
      >
        {t('spam.waiting')}
      </Link>
      <Link to="/spam" search={{ list: 'blocks' }} className={look} activeProps={active}>
        {t('spam.blocked')}
      </Link>
    </nav>
  );
  return (
    <>
      <BlockOverlay />
      <Spam
        list={list ?? 'waiting'}
        links={links}
        person={({ id, name }) => (
          <Link
            to="/inbox/$view"
            params={{ view: 'all' }}
            search={{ person: id }}
            className="text-accent underline"
          >
            <bdi>{name}</bdi>
          </Link>
        )}
      />
    </>
  );
}
