import { Archive, ArchiveRestore } from 'lucide-react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

interface CloseButtonProps {
  closed: boolean;
  topicOnly: boolean;
  onClose(): void;
  onReopen(): void;
}

/** Closes what is open and opens again what is closed: the thread, or the one topic that is shown. */
export function CloseButton({ closed, topicOnly, onClose, onReopen }: CloseButtonProps) {
  return closed ? (
    <Button command="thread.reopen" className="max-md:min-w-11" onPress={onReopen}>
      <ArchiveRestore className="size-4" aria-hidden />
      <span className="@max-lg:sr-only">{t('action.reopen')}</span>
    </Button>
  ) : (
    <Button command="thread.close" className="max-md:min-w-11" onPress={onClose}>
      <Archive className="size-4" aria-hidden />
      <span className="@max-lg:sr-only">{topicOnly ? t('action.close-topic') : t('action.close')}</span>
    </Button>
  );
}
