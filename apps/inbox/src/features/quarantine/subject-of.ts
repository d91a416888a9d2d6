import type { QuarantineItem } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { channelName } from '../../ui/channel-glyph';

/** Only mails have subjects; what came by another channel is called after it. */
export const subjectOf = ({ subject, channel }: Pick<QuarantineItem, 'subject' | 'channel'>): string =>
  subject ?? (channel === 'email' ? t('row.no-subject') : channelName(channel));
