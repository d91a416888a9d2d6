import type { BoardCard } from '@filo/contracts/http';
import { saySeverity } from '../../i18n/say-severity';
import { t } from '../../i18n/t';

/** Why a card stands where it stands: every part of the sum, or the word of whoever corrected it. */
export function SeverityReasons({ card }: { card: BoardCard }) {
  const { correction, severity } = card;
  return (
    <div className="mt-2 text-xs text-ink-2">
      {correction ? (
        <p className="mb-1 wrap-anywhere">
          <span className="font-medium text-ink">
            {t('board.corrected-by', {
              name: correction.agent?.name ?? t('board.somebody'),
              level: t(`board.column.${correction.level}`),
            })}
          </span>{' '}
          <bdi>{correction.reason}</bdi>
        </p>
      ) : null}
      <details>
        <summary className="min-h-6 cursor-default">
          {t(correction ? 'board.computed' : 'board.why', {
            level: t(`board.column.${severity.level}`),
            reason: severity.reasons[0] ? saySeverity(severity.reasons[0]) : t('board.no-reason'),
          })}
        </summary>
        <ul className="mt-1 space-y-0.5">
          {severity.reasons.map((reason) => (
            <li key={reason.factor} className="flex gap-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{saySeverity(reason)}</span>
              <span className="tabular">
                {reason.points < 0 ? `−${-reason.points}` : `+${reason.points}`}
              </span>
            </li>
          ))}
          <li className="flex gap-2 border-t border-line pt-0.5">
            <span className="flex-1">{t('board.sum', { version: severity.version })}</span>
            <span className="tabular">{severity.score}</span>
          </li>
        </ul>
      </details>
    </div>
  );
}
