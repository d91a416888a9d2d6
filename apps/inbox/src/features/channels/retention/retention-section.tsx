import { useQuery } from '@tanstack/react-query';
import '../../../i18n/later-words';
import { retentionQuery, type Retention } from '../../../data/admin/retention';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { SelectField } from '../../../ui/select-field';
import { useRetention } from './use-retention';

const offered = [30, 90, 180, 365, 730];

/** For how long what was said on each platform is kept; what would go is said before it goes. */
export function RetentionSection() {
  const { data } = useQuery(retentionQuery);
  if (!data?.items.length) return null;
  return (
    <section className="mt-8 space-y-3">
      <h2 className="text-lg font-semibold">{t('retention.title')}</h2>
      <p className="max-w-prose text-ink-2">{t('retention.lead')}</p>
      <ul className="flex flex-wrap gap-4">
        {data.items.map((retention) => (
          <li key={retention.channel} className="w-56 max-md:w-full">
            <RetentionField retention={retention} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RetentionField({ retention: { channel, days } }: { retention: Retention }) {
  const { choose, asked, confirm, cancel } = useRetention({ channel, days });
  const known = [...new Set([...offered, ...(days === null ? [] : [days])])].toSorted((a, b) => a - b);
  return (
    <>
      <SelectField
        label={channelName(channel)}
        value={String(days ?? '')}
        options={[
          { value: '', label: t('retention.for-ever') },
          ...known.map((count) => ({ value: String(count), label: t('retention.days', { count }) })),
        ]}
        onChange={(value) => choose(value === '' ? null : Number(value))}
      />
      {asked ? (
        <ConfirmDialog
          title={t('retention.ask-title', { channel: channelName(channel), count: asked.days })}
          text={t('retention.ask-text', { count: asked.messages })}
          verb={t(asked.messages > 0 ? 'retention.ask-verb' : 'retention.ask-verb-none')}
          onConfirm={confirm}
          onClose={cancel}
        />
      ) : null}
    </>
  );
}
