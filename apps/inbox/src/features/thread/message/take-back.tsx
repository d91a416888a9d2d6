import type { MessageView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { request } from '../../../data/api/request';
import { identityName } from '../../../data/identity-name';
import { type MessagesData, putMessage } from '../../../data/threads/patch-messages';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { channelName } from '../../../ui/channel-glyph';
import { explain } from '../../../ui/explain-problem';
import { canBeTakenBack } from './can-be-taken-back';

// Dialogs come when one is asked for: a thread is read without them.
const ConfirmDialog = lazy(() =>
  import('../../../ui/confirm-dialog').then((module) => ({ default: module.ConfirmDialog })),
);

/** On an answer that we posted: deletes it where it stands. It asks first, for there is no way back. */
export function TakeBack({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const channel = channelName(message.channel);
  const taking = useMutation({
    mutationFn: () => request<MessageView>(`/messages/${message.id}/take-back`, { method: 'POST' }),
    onSuccess: (taken) => {
      client.setQueryData<MessagesData>(
        ['messages', taken.threadId],
        (data) => data && putMessage(data, taken),
      );
      if (taken.deliveries.some(({ takingBack }) => takingBack))
        return import('./taking-back').then(({ tellWaiting }) => tellWaiting(channel));
      showToast({ tone: 'done', of: whom(message), text: t('take-back.done', { channel }) });
    },
    onError: (error) => showProblem(explain(error)),
  });
  if (!canBeTakenBack(message)) return null;
  return (
    <>
      <button
        type="button"
        data-take-back
        disabled={taking.isPending}
        onClick={() => setAsking(true)}
        className="relative inline-flex min-h-6 items-center underline opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 max-md:opacity-100 max-md:before:absolute max-md:before:-inset-2.5"
      >
        {t('take-back.button', { channel })}
      </button>
      {isAsking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t('take-back.title', { channel })}
            text={`${firstWords(message)} ${t(isLong(message) ? 'take-back.text-parts' : 'take-back.text')}`.trim()}
            verb={t('take-back.button', { channel })}
            onConfirm={() => taking.mutate()}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

const whom = ({ deliveries: [first] }: MessageView): string | undefined =>
  first && identityName(first.recipient);

const isLong = ({ deliveries }: MessageView): boolean =>
  deliveries.some(({ parts }) => (parts?.length ?? 0) > 1);

/** Characters by which it is known again. */
const excerptMax = 80;

const firstWords = ({ newText, text }: MessageView): string => {
  const said = (newText || text || '').trim().replace(/\s+/g, ' ');
  if (said === '') return '';
  return `“${said.length > excerptMax ? `${said.slice(0, excerptMax)}…` : said}”`;
};
