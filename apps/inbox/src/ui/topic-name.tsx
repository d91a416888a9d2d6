import type { TopicView } from '@filo/contracts/http';
import { t } from '../i18n/t';
import { ChannelGlyph, channelName } from './channel-glyph';

interface TopicNameProps {
  topic: Pick<TopicView, 'subject' | 'channel' | 'address'>;
  className?: string;
}

/** An account may be called after its network itself. */
const placeName = (network: string, account: string | null): string =>
  account?.includes(network) ? account : [network, account].filter(Boolean).join(' · ');

/** What a topic is called: only mails have subjects, so that what was opened elsewhere is called after its channel and our account there. */
export function TopicName({ topic: { subject, channel, address }, className }: TopicNameProps) {
  if (subject || !channel || channel === 'email')
    return <bdi className={className}>{subject ?? t('row.no-subject')}</bdi>;
  return (
    <>
      <ChannelGlyph channel={channel} />
      <bdi className={className}>{placeName(channelName(channel), address)}</bdi>
    </>
  );
}
