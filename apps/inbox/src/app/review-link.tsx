import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { suggestionsQuery } from '../data/links/suggestions';
import { t } from '../i18n/t';
import { Hint } from '../ui/hint';

/** The way to the merge review, with how many pairs wait there. */
export function ReviewLink({ wide, className }: { wide: boolean; className: string }) {
  const { data } = useQuery(suggestionsQuery());
  const count = data?.items.length ?? 0;
  return (
    <Hint command="go.review" text={t('review.title')}>
      <Link
        to="/review"
        className={className}
        activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
      >
        <UsersRound className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{t('review.title')}</span>
        {wide && count > 0 ? (
          <span className="text-sm text-ink-3 tabular">{data?.next ? `${count}+` : count}</span>
        ) : null}
      </Link>
    </Hint>
  );
}
