import type { MessageView } from '@filo/contracts/http';
import { Megaphone } from 'lucide-react';
import '../../../i18n/later-words';
import { saySeverity } from '../../../i18n/say-severity';
import { t } from '../../../i18n/t';
import { Chip } from '../../../ui/chip';

interface SeverityChipProps {
  waits: NonNullable<MessageView['waitsOnBoard']>;
}

/** How severe a post is on the board, where it waits, and the weightiest reason for it. */
export default function SeverityChip({ waits }: SeverityChipProps) {
  const { level, corrected, reason } = waits;
  const because = corrected ? t('board.was-corrected') : reason && saySeverity(reason);
  return (
    <Chip tone={level === 'act-now' ? 'danger' : 'warn'} wraps>
      <Megaphone className="size-3 shrink-0" aria-hidden />
      {[t(`board.column.${level}`), because].filter(Boolean).join(': ')}
    </Chip>
  );
}
