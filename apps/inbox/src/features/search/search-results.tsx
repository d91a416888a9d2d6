import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef } from 'react';
import { searchQuery } from '../../data/search';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { foundId, foundOf, type FoundPlace, placesOf } from './found-items';
import { MessageOption } from './message-option';
import { NothingFound } from './nothing-found';
import { PersonOption } from './person-option';
import { useFoundKeys } from './use-found-keys';
import { useFoundPicking } from './use-found-picking';

interface SearchResultsProps {
  q: string;
  onSearch(q: string): void;
  onOpen(place: FoundPlace): void;
}

/** What was found, people first, then messages with the place where the words stand. */
export default function SearchResults({ q, onSearch, onOpen }: SearchResultsProps) {
  const query = useInfiniteQuery(searchQuery(q));
  const found = useMemo(() => foundOf(query.data?.pages ?? []), [query.data]);
  const places = useMemo(() => placesOf(found), [found]);
  const list = useRef<HTMLDivElement>(null);
  const { activeKey, setActiveKey, onKeyDown } = useFoundKeys(places, list, onOpen);
  useFoundPicking(
    q,
    places,
    places.find(({ key }) => key === activeKey),
  );
  const option = (key: string) => ({
    active: key === activeKey,
    onOpen: () => {
      setActiveKey(key);
      const place = places.find((one) => one.key === key);
      if (place) onOpen(place);
    },
  });
  const nothing = query.isSuccess && places.length === 0;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={query.isFetching}>
      <p role="status" className="sr-only">
        {query.isSuccess && !query.isPlaceholderData
          ? t('search.found', { people: found.people.length, messages: found.messages.length })
          : ''}
      </p>
      {query.isPending ? <Skeleton rows={8} /> : null}
      {query.isError ? (
        <div className="p-4">
          <ProblemStrip error={query.error}>
            <Button size="small" onPress={() => void query.refetch()}>
              {t('action.retry')}
            </Button>
          </ProblemStrip>
        </div>
      ) : null}
      {nothing ? <NothingFound q={q} onSearch={onSearch} /> : null}
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        hidden={places.length === 0}
        aria-label={t('search.results')}
        {...(activeKey === undefined ? {} : { 'aria-activedescendant': foundId(activeKey) })}
        onKeyDown={onKeyDown}
        className="focus-inset outline-none"
      >
        <Group title={t('search.people')} hidden={found.people.length === 0}>
          {found.people.map((person) => (
            <PersonOption key={person.id} person={person} {...option(`person ${person.id}`)} />
          ))}
        </Group>
        <Group title={t('search.messages')} hidden={found.messages.length === 0}>
          {found.messages.map((message) => (
            <MessageOption key={message.id} message={message} {...option(`message ${message.id}`)} />
          ))}
        </Group>
      </div>
      <Further
        capped={query.data?.pages.some((page) => page.capped) ?? false}
        more={query.hasNextPage ? () => void query.fetchNextPage({ cancelRefetch: false }) : null}
        busy={query.isFetchingNextPage}
      />
    </div>
  );
}

function Group({ title, hidden, children }: { title: string; hidden: boolean; children: ReactNode }) {
  if (hidden) return null;
  return (
    <div role="group" aria-label={title}>
      <p
        aria-hidden
        className="sticky top-0 z-(--z-sticky) border-b border-line bg-bg px-4 py-1 text-xs font-medium text-ink-2"
      >
        {title}
      </p>
      {children}
    </div>
  );
}

interface FurtherProps {
  capped: boolean;
  more: (() => void) | null;
  busy: boolean;
}

/** The way to older messages, and a word when so much fits that something may be missing. */
function Further({ capped, more, busy }: FurtherProps) {
  return (
    <div className="flex flex-col items-center gap-2 p-3 empty:hidden">
      {capped ? <p className="text-center text-sm text-ink-2">{t('search.capped')}</p> : null}
      {more ? (
        <Button size="small" onPress={more} isDisabled={busy}>
          {t('action.more')}
        </Button>
      ) : null}
    </div>
  );
}
