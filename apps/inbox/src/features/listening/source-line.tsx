import type { AccountView } from '@filo/contracts/http';
import { duration, fullWhen } from '../../i18n/format';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { HealthMark } from '../../ui/health-mark';
import { lineLook } from './line-look';

/** An account: pressed, the board shows what came by it alone. */
export function SourceLine({
  account,
  chosen,
  onChoose,
}: {
  account: AccountView;
  chosen: boolean;
  onChoose(): void;
}) {
  const state = account.state === 'paused' ? 'paused' : account.health.state;
  return (
    <>
      <button type="button" aria-pressed={chosen} onClick={onChoose} className={lineLook(chosen)}>
        <ChannelGlyph channel={account.channel} label />
        <bdi className="min-w-0 flex-1 truncate text-start font-medium">{account.address}</bdi>
        {state === 'ok' ? null : <HealthMark state={state} />}
      </button>
      {state === 'failed' || state === 'degraded' ? (
        <p className="px-1.5 text-xs text-ink-2 wrap-anywhere">
          {sayWhy(account.health.reason, account.health.why) || t(`health.${state}`)}
        </p>
      ) : null}
      {state !== 'paused' && account.health.wellAt !== undefined ? (
        <LastWell at={account.health.wellAt} />
      ) : null}
    </>
  );
}

const minuteMs = 60_000;

/** When all of it was last read without trouble: beside what is wrong now it says what may be missing since. */
function LastWell({ at }: { at: string }) {
  const agoMs = useNow() - Date.parse(at);
  return (
    <p className="px-1.5 text-xs text-ink-3">
      <time dateTime={at} title={fullWhen(at)}>
        {agoMs < minuteMs ? t('listening.well-now') : t('listening.well', { ago: duration(agoMs) })}
      </time>
    </p>
  );
}
