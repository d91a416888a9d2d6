import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { t } from '../i18n/t';
import { Hint } from '../ui/hint';
import { useWaitingPairs } from './use-waiting-pairs';

/** The way to the merge review, with how many pairs wait there. */
export function ReviewLink({ wide, className }: { wide: boolean; className: string }) {
  const count = useWaitingPairs();
  return (
    <Hint command="go.review" text={t('review.title')}>
      <Link
        to="/review"
        className={className}
        activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
      >
        <UsersRound className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{t('review.title')}</span>
        {wide && count ? <span className="text-sm text-ink-3 tabular">{count}</span> : null}
      </Link>
    </Hint>
  );
}
