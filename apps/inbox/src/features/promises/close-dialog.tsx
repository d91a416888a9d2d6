import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { promisesQuery, refreshPromises } from '../../data/promises';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { fullWhen } from '../../i18n/format';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import type { TimeRequest } from '../../state/time-requests';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

/** Before a thread is closed in which something is promised and not done: what becomes of that. */
export function CloseDialog({ request, onClose }: { request: TimeRequest; onClose(): void }) {
  const { threadId, topicId } = request;
  const client = useQueryClient();
  const act = useThreadAction();
  const { data } = useQuery(promisesQuery(threadId));
  const [reason, setReason] = useState('');
  const open = (data?.items ?? []).filter(
    (one) => one.state === 'open' && (topicId === null || one.topicId === topicId),
  );
  const close = (promises: 'keep-open' | 'kept' | 'dropped') => {
    onClose();
    const why = promises === 'dropped' && reason.trim() ? { reason: reason.trim() } : {};
    act(threadId, { kind: 'close', promises, ...why, ...(topicId ? { topicId } : {}) });
    refreshPromises(client, threadId);
  };
  const nothing = data !== undefined && open.length === 0;
  // What is promised in another topic, or was settled meanwhile, is nothing to ask about.
  useEffect(() => {
    if (nothing) close('keep-open');
  }, [nothing]);
  return (
    <Dialog title={t('promise.close-title')} isOpen onClose={onClose}>
      <div className="space-y-4 p-5">
        <ul className="space-y-2">
          {open.map((one) => (
            <li key={one.id} className="rounded-input bg-sunken p-3">
              <p dir="auto">{one.text}</p>
              <p className="text-sm text-ink-3">{t('promise.due', { when: fullWhen(one.dueAt) })}</p>
            </li>
          ))}
        </ul>
        <TextField label={t('promise.why-dropped')} value={reason} onChange={setReason} maxLength={500} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button tone="danger" isDisabled={reason.trim() === ''} onPress={() => close('dropped')}>
            {t('promise.close-dropped')}
          </Button>
          <Button onPress={() => close('keep-open')}>{t('promise.close-keep')}</Button>
          <Button tone="primary" autoFocus onPress={() => close('kept')}>
            {t('promise.close-kept')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
