import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { peopleListQuery } from '../../data/people';
import { t } from '../../i18n/t';
import { EmptyState } from '../../ui/empty-state';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { PersonLink } from './person-link';
import { PeopleSearch } from './people-search';
import { useRowFocus } from './use-row-focus';

/** Everybody who ever wrote to us or was written to, by name or address; walked through by keys. */
export function PeopleBrowser({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const query = useInfiniteQuery(peopleListQuery(q));
  const list = useRef<HTMLUListElement>(null);
  const focusRow = useRowFocus(list);
  const [wanted, goTo] = useState<string>();
  const isFound = wanted === q && query.isSuccess;
  // What was listed for fewer letters is no answer to a hand that is ahead of it.
  useEffect(() => {
    if (!isFound) return;
    goTo(undefined);
    focusRow('first');
  }, [isFound, focusRow]);
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-180">
        <PageHeader title={t('people.title')} lead={t('people.lead')} />
        <PeopleSearch q={q} onSearch={onSearch} onLeave={goTo} />
        {query.isError ? <ProblemStrip error={query.error} /> : null}
        {query.isPending ? <Skeleton rows={8} height={60} /> : null}
        {query.isSuccess && people.length === 0 ? (
          <EmptyState title={q ? t('people.none-found', { q }) : t('people.none')}>
            {t(q ? 'people.none-found-hint' : 'people.none-hint')}
          </EmptyState>
        ) : null}
        <ul ref={list} aria-label={t('people.title')} className="mt-3">
          {people.map((person) => (
            <PersonLink key={person.id} person={person} />
          ))}
        </ul>
        <MoreButton query={query} />
      </div>
    </main>
  );
}
