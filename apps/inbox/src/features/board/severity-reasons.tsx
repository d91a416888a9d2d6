import type { BoardCard } from '@filo/contracts/http';
import { saySeverity } from '../../i18n/say-severity';
import { t } from '../../i18n/t';
import { SeverityCorrections } from './severity-corrections';
import { byDirection, SeverityParts } from './severity-parts';

/** Why a card stands where it stands: every part of the sum, or the word of whoever corrected it. */
export function SeverityReasons({ card }: { card: BoardCard }) {
  const { correction, severity } = card;
  const [weightiest] = byDirection(severity.reasons).flatMap(({ reasons }) => reasons);
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
            reason: weightiest ? saySeverity(weightiest) : t('board.no-reason'),
          })}
        </summary>
        <SeverityParts reasons={severity.reasons} />
        <p className="mt-1 flex gap-2 border-t border-line pt-0.5">
          <span className="flex-1">{t('board.sum', { version: severity.version })}</span>
          <span className="tabular">{severity.score}</span>
        </p>
        <SeverityCorrections corrections={card.corrections} />
      </details>
    </div>
  );
}
