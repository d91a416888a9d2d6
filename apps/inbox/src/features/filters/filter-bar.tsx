import type { ReactNode } from 'react';
import type { ListFilter } from '../../data/threads/list-filter';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { FilterChips } from './filter-chips';
import { useFilterParts } from './filter-parts';

interface FilterBarProps {
  filter: ListFilter;
  onFilter(filter: ListFilter): void;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** What the list is narrowed to, above it; each part goes by a press. */
export default function FilterBar({ filter, onFilter, children }: FilterBarProps) {
  const parts = useFilterParts(filter);
  return (
    <div
      role="group"
      aria-label={t('filter.active')}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2"
    >
      <FilterChips filter={filter} parts={parts} onFilter={onFilter} />
      {parts.length > 1 ? (
        <Button
          size="small"
          tone="quiet"
          onPress={() => {
            onFilter({});
            moveFocus('list');
          }}
        >
          {t('filter.drop-all')}
        </Button>
      ) : null}
      {children}
    </div>
  );
}
