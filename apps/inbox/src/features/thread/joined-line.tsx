import '../../i18n/later-words';
import { Link2 } from 'lucide-react';
import { clock, fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';
import type { JoinedMoment } from './joined-moments';

/** That two became one person, and by what it was shown. */
export default function JoinedLine({ joined }: { joined: JoinedMoment }) {
  const { at, account, channel, address, by } = joined;
  return (
    <li className="flex items-start gap-2 py-1.5 ps-11 text-sm text-ink-2 max-md:ps-9">
      <Link2 className="mt-0.5 size-3.5 shrink-0 text-ok" aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere" dir="auto">
        {t(`joined.by-${by}`, {
          ...{ account, network: channelName(channel) },
          address: address ?? t('joined.by-address'),
        })}
      </span>
      <time dateTime={at} title={fullWhen(at)} className="text-xs text-ink-3 tabular">
        {clock(at)}
      </time>
    </li>
  );
}
