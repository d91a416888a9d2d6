import type { BoardCard } from '@filo/contracts/http';
import { fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';

/** What agents said of a severity, a line each, the newest first: who, when, from what to what, and why. */
export function SeverityCorrections({ corrections }: Pick<BoardCard, 'corrections'>) {
  const now = useNow();
  if (corrections.length === 0) return null;
  return (
    <section className="mt-1 border-t border-line pt-1">
      <h4 className="font-medium">{t('board.corrections')}</h4>
      <ul className="space-y-0.5">
        {corrections.map(({ from, to, reason, agent, at }) => (
          <li key={at} title={fullWhen(at)} className="wrap-anywhere">
            {t('board.correction', {
              name: agent?.name ?? t('board.somebody'),
              when: shortWhen(at, now),
              from: t(`board.column.${from}`),
              to: to === null ? t('board.computed-again') : t(`board.column.${to}`),
            })}{' '}
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
