import type { MessageView } from '@filo/contracts/http';
import { ShieldQuestion } from 'lucide-react';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';
import { Chip } from '../../../ui/chip';

interface SaysToBeProps {
  says: NonNullable<MessageView['saysToBe']>;
}

/** Which public account the author says to be, while the invitation of it stands: told where they are read, since nothing has proven it. */
export default function SaysToBeChip({ says: { kind, account } }: SaysToBeProps) {
  return (
    <Chip tone="warn" wraps>
      <ShieldQuestion className="size-3 shrink-0" aria-hidden />
      {t('invite.says-to-be', { account, network: channelName(kind) })}
    </Chip>
  );
}
