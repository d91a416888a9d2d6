import '../../i18n/later-words';
import type { AccountView } from '@filo/contracts/http';
import { money } from '../../i18n/rare-format';
import { t } from '../../i18n/t';

type Costs = NonNullable<AccountView['health']['costs']>;

/** What an account has cost today, of what it may, and what follows from it. */
export function AccountCosts({ costs }: { costs: Costs }) {
  const { amount, ceiling, currency, reads, writes, pace, deletions } = costs;
  const spent = money(amount, currency);
  return (
    <div className="mt-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <span className="text-ink-3">{t('costs.label')}</span>
        <span className="tabular">
          {ceiling === null
            ? t('costs.amount-only', { amount: spent })
            : t('costs.amount', { amount: spent, ceiling: money(ceiling, currency) })}
        </span>
        {ceiling === null ? null : (
          <meter
            aria-label={t('costs.label')}
            max={ceiling}
            value={Math.min(amount, ceiling)}
            optimum={0}
            low={ceiling * 0.5}
            high={ceiling * 0.9}
            className="w-24"
          />
        )}
        <span className="tabular text-ink-3">{t('costs.counted', { reads, writes })}</span>
      </p>
      {deletions === undefined || deletions.amount === 0 ? null : (
        <p className="tabular text-ink-2">
          {deletions.upTo === null
            ? t('costs.deletions-only', { amount: money(deletions.amount, currency) })
            : t('costs.deletions', {
                amount: money(deletions.amount, currency),
                upTo: money(deletions.upTo, currency),
              })}
        </p>
      )}
      {ceiling === null ? null : <p className="text-ink-2">{t(`costs.${pace}`)}</p>}
    </div>
  );
}
