import { Link } from '@tanstack/react-router';
import { Megaphone } from 'lucide-react';
import { t } from '../i18n/t';
import { Hint } from '../ui/hint';

/** The way to the board of public posts. */
export function BoardLink({ wide, className }: { wide: boolean; className: string }) {
  return (
    <Hint command="go.board" text={t('board.title')}>
      <Link
        to="/board"
        className={className}
        activeProps={{ className: 'bg-selected font-medium text-accent', 'aria-current': 'page' }}
      >
        <Megaphone className="size-4 shrink-0" aria-hidden />
        <span className={wide ? 'flex-1' : 'sr-only'}>{t('board.title')}</span>
      </Link>
    </Hint>
  );
}
