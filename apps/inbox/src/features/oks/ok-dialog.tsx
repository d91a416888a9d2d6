import type { OkRequest } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

interface OkDialogProps {
  asked: OkRequest;
  /** Why it is given back, or other words for it. */
  kind: 'return' | 'edit';
  onDone(text: string): void;
  onClose(): void;
}

/** Asks for the reason for which an answer is given back, or for other words of it. */
export function OkDialog({ asked, kind, onDone, onClose }: OkDialogProps) {
  const isEdit = kind === 'edit';
  const before = isEdit ? asked.text : '';
  const [text, setText] = useState(before);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onDone(text.trim());
  };
  return (
    <Dialog
      title={t(isEdit ? 'oks.edit-title' : 'oks.return-title', { name: asked.author.name })}
      isOpen
      onClose={onClose}
      holdsWords={text !== before}
    >
      <form onSubmit={submit} className="space-y-3 p-4">
        {asked.decided?.reason && isEdit ? (
          <p className="rounded-input bg-danger-bg p-2 text-sm text-danger wrap-anywhere">
            {asked.decided.reason}
          </p>
        ) : null}
        <TextField
          label={t(isEdit ? 'oks.words' : 'board.reason')}
          help={t(isEdit ? 'oks.edit-help' : 'oks.return-help')}
          value={text}
          onChange={setText}
          {...(isEdit ? { rows: 6 } : { maxLength: 500 })}
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button tone="primary" type="submit" isDisabled={text.trim() === ''}>
            {t(isEdit ? 'composer.ask-ok' : 'oks.give-back')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
