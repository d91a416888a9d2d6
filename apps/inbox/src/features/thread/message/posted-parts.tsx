import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { ListOrdered } from 'lucide-react';
import { useState } from 'react';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';
import { cx } from '../../../ui/class-names';
import { SeeAtLink } from '../../../ui/see-at-link';
import { LinkedText } from './linked-text';

interface Props {
  delivery: DeliveryView;
  message: Pick<MessageView, 'channel' | 'audience'>;
}

/** What customers read of a long answer: the posts that it became, behind a button that says how many. */
export default function PostedParts({ delivery: { parts, state }, message: { channel, audience } }: Props) {
  const [open, setOpen] = useState(false);
  const posted = parts?.filter((part) => part.posted) ?? [];
  if (posted.length === 0) return null;
  const isGone = (part: (typeof posted)[number]): boolean => part.gone || state === 'deleted';
  const gone = posted.filter(isGone).length;
  const count = posted.length;
  return (
    <div className="mt-0.5 text-ink-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-6 items-center gap-1 rounded-full bg-sunken px-2 text-xs hover:text-ink max-md:min-h-11"
      >
        <ListOrdered className="size-3.5" aria-hidden />
        {t(audience === 'public' ? 'parts.posts' : 'parts.messages', { count })}
        {gone > 0 ? <span className="text-warn">· {t('parts.some-gone', { count: gone })}</span> : null}
      </button>
      {open ? (
        <ol className="mt-1 space-y-1.5">
          {posted.map((part, index) => (
            <li key={index} className="border-s-2 border-line ps-3">
              <div className={cx('wrap-anywhere', isGone(part) && 'text-ink-3 line-through')}>
                <LinkedText text={part.text} />
              </div>
              {isGone(part) ? <span className="text-warn">{t('parts.gone')}</span> : null}
              {!isGone(part) && part.permalink?.startsWith('https://') ? (
                <SeeAtLink href={part.permalink} network={channelName(channel)} />
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
