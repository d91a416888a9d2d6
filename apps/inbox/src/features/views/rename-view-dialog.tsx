import type { SavedView } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

interface RenameViewDialogProps {
  saved: SavedView;
  onRename(name: string): void;
  onClose(): void;
}

/** Another name for a saved view. */
export function RenameViewDialog({ saved, onRename, onClose }: RenameViewDialogProps) {
  const [name, setName] = useState(saved.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onClose();
    if (name.trim() !== saved.name) onRename(name.trim());
  };
  return (
    <Dialog title={t('saved-view.rename-title', { name: saved.name })} isOpen onClose={onClose} holdsWords>
      <form onSubmit={submit} className="space-y-4 p-4">
        <TextField
          label={t('saved-view.name')}
          value={name}
          onChange={setName}
          maxLength={60}
          isRequired
          autoFocus
        />
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!name.trim()}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
