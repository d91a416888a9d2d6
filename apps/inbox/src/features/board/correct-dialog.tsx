import type { BoardCard, SeverityLevel } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import type { Said } from './card-buttons';

interface CorrectDialogProps {
  card: BoardCard;
  level: Said;
  onCorrect(reason: string): void;
  onClose(): void;
}

const readyReasons = [1, 2, 3] as const;
/** Ready reasons that speak of a way, and from where it leads. */
const onlyFrom: Partial<Record<string, readonly SeverityLevel[]>> = {
  'today-2': ['act-now'],
  'today-3': ['watch'],
};

/** Asks why a severity is another than was computed. A ready reason is one press, own words are Enter. */
export function CorrectDialog({ card, level, onCorrect, onClose }: CorrectDialogProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onCorrect(reason.trim());
  };
  return (
    <Dialog
      title={t('board.correct', { level: t(`board.column.${level}`) })}
      isOpen
      onClose={onClose}
      holdsWords={reason !== ''}
    >
      <form onSubmit={submit} className="space-y-3 p-4">
        <p dir="auto" className="line-clamp-3 rounded-input bg-sunken p-2 text-sm text-ink-2 wrap-anywhere">
          {card.text}
        </p>
        <TextField
          label={t('board.reason')}
          help={t(card.voices > 1 ? 'board.reason-help-storm' : 'board.reason-help')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoFocus
        />
        <div className="flex flex-wrap gap-1.5">
          {readyReasons.map((n) => {
            if (onlyFrom[`${level}-${n}`]?.includes(card.severity.level) === false) return null;
            const words = t(`board.ready.${level}-${n}`);
            return (
              <Button key={n} size="small" onPress={() => onCorrect(words)}>
                {words}
              </Button>
            );
          })}
        </div>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button tone="primary" type="submit" isDisabled={reason.trim() === ''}>
            {t('board.do-correct')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
