import type { ReactNode } from 'react';
import type { ViewName } from '../../data/threads/view-membership';
import { t } from '../../i18n/t';
import { ListHeader } from './list-header';

interface ListColumnProps {
  view: ViewName;
  /** What the list is called, and how many are in it. */
  title: string;
  count: number | undefined;
  q: string;
  onSearch(q: string): void;
  children: ReactNode;
}

/** The column of people: what is shown and the search field above, the people of a view or what was found below. */
export function ListColumn({ view, title, count, q, onSearch, children }: ListColumnProps) {
  return (
    <section
      aria-label={q ? t('search.results') : t('list.label', { view: title })}
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      <ListHeader view={view} title={title} count={count} q={q} onSearch={onSearch} />
      {children}
    </section>
  );
}
