import type { MessageView } from '@filo/contracts/http';
import { ExternalLink } from 'lucide-react';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';

/** Leads to where everybody can see what was said in public. */
export function Permalink({ message: { permalink, channel } }: { message: MessageView }) {
  if (permalink === null || !permalink.startsWith('https://')) return null;
  const label = t('message.see-at', { channel: channelName(channel) });
  return (
    <a
      href={permalink}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={label}
      title={label}
      className="relative inline-flex min-h-6 min-w-6 items-center justify-center max-md:before:absolute max-md:before:-inset-2.5"
    >
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  );
}
