import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { Dialog } from '../../ui/dialog';

interface SecretDialogProps {
  name: string;
  secret: string;
  onClose(): void;
}

/** The one time that a secret is shown: neither a slip beside it nor Escape closes it. */
export function SecretDialog({ name, secret, onClose }: SecretDialogProps) {
  return (
    <Dialog title={t('webhooks.secret-of', { name })} isOpen dismissable={false} onClose={onClose}>
      <div className="space-y-4 p-5">
        <p className="text-ink-2">{t('webhooks.secret-once')}</p>
        <CopyField label={t('webhooks.secret')} text={secret} />
        <div className="flex justify-end">
          <Button tone="primary" onPress={onClose}>
            {t('action.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
