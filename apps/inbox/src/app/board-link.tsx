import { Megaphone } from 'lucide-react';
import { useActNow } from '../data/board/board-waiting';
import { t } from '../i18n/t';
import { cx } from '../ui/class-names';
import { PlaceLink } from './place-link';

/** The way to the board of what is said in public, with how much there is to act on now. */
export function BoardLink({ wide }: { wide: boolean }) {
  const count = useActNow();
  return (
    <PlaceLink to="/board" command="go.board" title={t('board.title')} icon={Megaphone} wide={wide}>
      {count ? (
        <span
          className={cx(
            'rounded-full bg-danger-bg px-1.5 text-xs text-danger tabular',
            !wide && 'absolute end-0 top-0 leading-4',
          )}
        >
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('nav.act-now', { count })}</span>
        </span>
      ) : null}
    </PlaceLink>
  );
}
