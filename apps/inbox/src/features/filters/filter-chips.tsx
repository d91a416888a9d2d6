import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { ListFilter } from '../../data/threads/list-filter';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { cx } from '../../ui/class-names';
import { type FilterPart, toggled } from './filter-parts';

interface FilterChipsProps {
  filter: ListFilter;
  parts: readonly FilterPart[];
  onFilter(filter: ListFilter): void;
}

/** Each part of a filter as a button that drops it. */
export function FilterChips({ filter, parts, onFilter }: FilterChipsProps) {
  return parts.map((part) => (
    <AriaButton
      key={`${part.kind} ${part.value}`}
      aria-label={t('filter.drop', { kind: t(`filter.${part.kind}`), name: part.name })}
      onPress={() => {
        onFilter(toggled(filter, part));
        moveFocus('list');
      }}
      className={cx(
        'inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-full bg-selected ps-2.5 pe-1.5 text-sm text-accent',
        'transition-colors duration-80 hover:bg-hover max-md:h-11 max-md:px-4',
      )}
    >
      <span className="shrink-0 text-ink-2">{t(`filter.${part.kind}`)}</span>
      <bdi className="truncate font-medium">{part.name}</bdi>
      <X className="size-3.5 shrink-0" aria-hidden />
    </AriaButton>
  ));
}
