import { t } from '../i18n/t';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  title: string;
  text: string;
  verb: string;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before what cannot be undone, and says what it does. */
export function ConfirmDialog({ title, text, verb, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose} width="max-w-110">
      <div className="space-y-4 p-4">
        <p className="text-ink-2">{text}</p>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose} autoFocus>
            {t('action.cancel')}
          </Button>
          <Button
            tone="danger"
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {verb}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
