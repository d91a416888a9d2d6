import type { SeverityReason } from '@filo/contracts/http';
import { saySeverity } from '../../i18n/say-severity';
import { t } from '../../i18n/t';

/** The parts of a severity by direction, the weightiest of each first. */
export const byDirection = (
  reasons: readonly SeverityReason[],
): { direction: 'raised' | 'lowered'; reasons: SeverityReason[] }[] =>
  [
    { direction: 'raised' as const, reasons: reasons.filter(({ points }) => points >= 0) },
    { direction: 'lowered' as const, reasons: reasons.filter(({ points }) => points < 0) },
  ]
    .filter(({ reasons: some }) => some.length > 0)
    .map((one) => ({
      ...one,
      reasons: one.reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    }));

/** What raised a severity, then what lowered it, each with its points. */
export function SeverityParts({ reasons }: { reasons: readonly SeverityReason[] }) {
  return byDirection(reasons).map(({ direction, reasons: parts }) => (
    <section key={direction} className="mt-1">
      <h4 className="font-medium">{t(`board.${direction}`)}</h4>
      <ul className="space-y-0.5">
        {parts.map((reason) => (
          <li key={reason.factor} className="flex gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">{saySeverity(reason)}</span>
            <span className="tabular">{reason.points < 0 ? `−${-reason.points}` : `+${reason.points}`}</span>
          </li>
        ))}
      </ul>
    </section>
  ));
}
