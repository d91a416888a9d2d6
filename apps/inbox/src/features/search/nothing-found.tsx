import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { looserSearches } from './looser-search';

/** Nothing fits: every part of the search can be dropped by one press. */
export function NothingFound({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const looser = looserSearches(q);
  return (
    <EmptyState
      title={t('search.nothing', { q })}
      action={
        looser.length > 0 ? (
          <ul className="flex flex-wrap justify-center gap-2" aria-label={t('search.looser')}>
            {looser.map(({ without, q: less }) => (
              <li key={less}>
                <Button size="small" onPress={() => onSearch(less)}>
                  {t('search.without', { part: without })}
                </Button>
              </li>
            ))}
          </ul>
        ) : null
      }
    >
      {t('search.nothing-hint')}
    </EmptyState>
  );
}
