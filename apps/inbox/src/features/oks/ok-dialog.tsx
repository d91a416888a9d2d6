import type { OkEdited, OkRequest } from '@filo/contracts/http';
import { type FormEvent, useState } from 'react';
import type { OkTrouble } from '../../data/oks/use-ok-actions';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import { OkAccountChoice } from './ok-account-choice';
import { OkNews } from './ok-news';
import { OkTroubleNote } from './ok-trouble';

interface OkDialogProps {
  asked: OkRequest;
  /** Why it is given back, other words for it, or whether it goes all the same. */
  kind: 'return' | 'edit' | 'anyway';
  trouble?: OkTrouble;
  onDone(edited: OkEdited): void;
  onClose(): void;
}

/** Asks for the reason for which an answer is given back, for other words of it, or whether it goes although something keeps it. */
export function OkDialog({ asked, kind, trouble, onDone, onClose }: OkDialogProps) {
  const isEdit = kind === 'edit';
  const before = isEdit ? asked.text : '';
  const [text, setText] = useState(before);
  /** What was said once need not be said again. */
  const [ways, setWays] = useState<Omit<OkEdited, 'text'>>({});
  const goOn = (way: Omit<OkEdited, 'text'>) => {
    setWays({ ...ways, ...way });
    onDone({ ...ways, ...way, text: text.trim() });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') goOn({});
  };
  return (
    <Dialog
      title={t(`oks.${kind}-title`, { name: asked.author.name })}
      isOpen
      onClose={onClose}
      holdsWords={text !== before || ways.accountId !== undefined}
    >
      <form onSubmit={submit} className="space-y-3 p-4">
        {isEdit ? <OkNews asked={asked} isMine /> : null}
        {asked.decided?.reason && isEdit ? (
          <p className="rounded-input bg-danger-bg p-2 text-sm text-danger wrap-anywhere">
            {asked.decided.reason}
          </p>
        ) : null}
        {kind === 'anyway' ? null : (
          <TextField
            label={t(isEdit ? 'oks.words' : 'board.reason')}
            help={t(isEdit ? 'oks.edit-help' : 'oks.return-help')}
            value={text}
            onChange={setText}
            {...(isEdit ? { rows: 6 } : { maxLength: 500 })}
            autoFocus
          />
        )}
        {isEdit ? (
          <OkAccountChoice
            asked={asked}
            chosen={ways.accountId}
            onChoose={(accountId) => setWays({ ...ways, accountId })}
          />
        ) : null}
        {trouble ? <OkTroubleNote trouble={trouble} onWay={goOn} /> : null}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          {kind === 'anyway' ? null : (
            <Button tone="primary" type="submit" isDisabled={text.trim() === ''}>
              {t(isEdit ? 'composer.ask-ok' : 'oks.give-back')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
