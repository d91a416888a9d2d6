import type { QueryView } from '@filo/contracts/http';
import { Pencil } from 'lucide-react';
import { fullWhen, shortWhen } from '../../i18n/format';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { HealthMark } from '../../ui/health-mark';
import { IconButton } from '../../ui/icon-button';
import { lineLook } from './line-look';

interface QueryLineProps {
  query: QueryView;
  chosen: boolean;
  onChoose(): void;
  onEdit: (() => void) | undefined;
}

/** A saved query: how much it found in a day, and what is wrong with it, since when and what to do. */
export function QueryLine({ query, chosen, onChoose, onEdit }: QueryLineProps) {
  const { state, reason, why, since, answeredAt } = query.health;
  const now = useNow();
  return (
    <>
      <div className="flex items-center gap-1">
        <button type="button" aria-pressed={chosen} onClick={onChoose} className={lineLook(chosen)}>
          <bdi className="min-w-0 flex-1 truncate text-start">{query.name}</bdi>
          <span className="shrink-0 text-xs text-ink-3 tabular" title={t('listening.found-day')}>
            {query.found}
            <span className="sr-only"> {t('listening.found-day')}</span>
          </span>
          {state === 'ok' ? null : <HealthMark state={state} />}
        </button>
        {onEdit ? (
          <IconButton label={t('listening.edit-of', { name: query.name })} onPress={onEdit}>
            <Pencil className="size-3.5" aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {reason === '' ? null : (
        <p dir="auto" className="px-1.5 text-xs text-ink-2 wrap-anywhere">
          {sayWhy(reason, why)}
        </p>
      )}
      {(state === 'failed' || state === 'degraded') && since !== null ? (
        <p className="px-1.5 text-xs text-ink-3">
          <time dateTime={since} title={fullWhen(since)}>
            {t('listening.since', { when: shortWhen(since, now) })}
          </time>
          {answeredAt === null ? null : ` · ${t('listening.answered', { when: shortWhen(answeredAt, now) })}`}
        </p>
      ) : null}
    </>
  );
}
