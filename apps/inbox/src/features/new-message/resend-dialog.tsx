import type { MessageCreated, MessageView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { request } from '../../data/api/request';
import { identityName } from '../../data/identity-name';
import '../../i18n/later-words';
import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

interface ResendDialogProps {
  message: MessageView;
  onThread(threadId: string): void;
  onClose(): void;
}

/** Says a mail of ours again to another address; who got it already is named, and whose the address is does not change unasked. */
export function ResendDialog({ message, onThread, onClose }: ResendDialogProps) {
  const client = useQueryClient();
  const wrong = message.deliveries.find(({ state }) => state === 'bounced' || state === 'failed');
  const [address, setAddress] = useState(wrong?.recipient.key ?? '');
  const [isTheirs, setTheirs] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const to = message.participants.filter(({ identity }) => !identity.ours);
  // Whose thread it stands in: a colleague of theirs in Cc is somebody else.
  const person = (to.find(({ personId }) => personId === message.threadId) ?? to[0])?.identity;
  const resend = async () => {
    const body = { address, isTheirs, undo: true };
    const headers = { 'idempotency-key': key };
    const path = `/messages/${message.id}/resend`;
    const { message: sent } = await request<MessageCreated>(path, { method: 'POST', body, headers });
    onClose();
    void client.invalidateQueries({ queryKey: ['messages'] });
    void client.invalidateQueries({ queryKey: ['thread'] });
    const hold = sent.deliveries[0]?.heldUntil;
    if (hold)
      void import('../../data/threads/hold-back').then(({ offerUndo }) => offerUndo(client, sent, hold));
    if (sent.threadId !== null && sent.threadId !== message.threadId) onThread(sent.threadId);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(null);
    resend()
      .catch((error: unknown) => setProblem(explain(error)))
      .finally(() => setPending(false));
  };
  return (
    <Dialog title={t('command.composer.resend')} isOpen onClose={onClose} holdsWords>
      <form className="space-y-4 p-4" onSubmit={submit}>
        {problem ? <ProblemStrip words={problem} /> : null}
        <ul aria-label={t('resend.got')} className="space-y-0.5 text-sm text-ink-2">
          {message.deliveries.map(({ id, state, recipient, at }) => (
            <li key={id} className={state === 'bounced' || state === 'failed' ? 'text-danger' : ''}>
              {t(`delivery.${state}`, { to: identityName(recipient), at: clock(at), by: '', channel: '' })}
            </li>
          ))}
        </ul>
        <TextField
          label={t('resend.address')}
          help={t('resend.help')}
          value={address}
          onChange={(next) => {
            setAddress(next);
            setKey(crypto.randomUUID());
          }}
          autoFocus
          inputProps={{ dir: 'ltr', autoComplete: 'off', spellCheck: false }}
        />
        <CheckField checked={isTheirs} onChange={setTheirs}>
          {t('resend.theirs', { name: person ? identityName(person) : '' })}
        </CheckField>
        <div className="flex justify-end gap-2 max-md:flex-col-reverse">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            tone="primary"
            isDisabled={pending || address.trim() === '' || address === wrong?.recipient.key}
          >
            {t('command.composer.resend')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
