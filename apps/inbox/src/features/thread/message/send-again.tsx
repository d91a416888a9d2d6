import type { MessageView, ThreadDetail } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { request } from '../../../data/api/request';
import { type MessagesData, putMessage } from '../../../data/threads/patch-messages';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { channelName } from '../../../ui/channel-glyph';
import { explain } from '../../../ui/explain-problem';
import { howLookedAt } from './can-be-taken-back';

const ConfirmDialog = lazy(() =>
  import('../../../ui/confirm-dialog').then((module) => ({ default: module.ConfirmDialog })),
);

const twice = {
  seen: 'send-again.twice',
  unseen: 'send-again.twice-unseen',
  'only-sends': 'send-again.twice-sends',
};

/** Below an answer that failed for good, or was looked for and not found, which asks first whether it may stand there twice: the same words to the same recipient once more. What came into its thread meanwhile is read first. */
export default function SendAgain({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const { id, threadId, deliveries } = message;
  const [isAsking, setAsking] = useState(false);
  const mayStand = deliveries.some(({ lookedAt }) => lookedAt);
  const how = howLookedAt(message);
  const sending = useMutation({
    mutationFn: () => {
      const version = client.getQueryData<ThreadDetail>(['thread', threadId])?.version ?? 0;
      const headers = { 'if-match': `"${version}"` };
      return request<MessageView>(`/messages/${id}/send-again`, { method: 'POST', headers });
    },
    onSuccess: (sent) => {
      client.setQueryData<MessagesData>(
        ['messages', sent.threadId],
        (data) => data && putMessage(data, sent),
      );
      showToast({ tone: 'done', text: t(how === 'seen' ? 'send-again.done' : 'send-again.done-unseen') });
    },
    onError: (error) => {
      // It may have changed, or somebody was quicker.
      void client.invalidateQueries({ queryKey: ['thread', threadId] });
      void client.invalidateQueries({ queryKey: ['messages', threadId] });
      showProblem(explain(error));
    },
  });
  return (
    <>
      <Button
        size="small"
        tone="accent"
        command="composer.send-again"
        data-send-again
        isDisabled={sending.isPending}
        className="-ms-2 max-md:-ms-3"
        onPress={() => (mayStand ? setAsking(true) : sending.mutate())}
      >
        {t('send-again.button')}
      </Button>
      {isAsking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            title={t('send-again.title')}
            text={t(twice[how], { channel: channelName(message.channel) })}
            verb={t('send-again.button')}
            onConfirm={() => sending.mutate()}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
