import type { MessageView, ThreadDetail } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../data/api/request';
import { type MessagesData, putMessage } from '../../../data/threads/patch-messages';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';

/** Below an answer that failed for good: the same words to the same recipient once more. What came into its thread meanwhile is read first. */
export default function SendAgain({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const { id, threadId } = message;
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
      showToast({ tone: 'done', text: t('send-again.done') });
    },
    onError: (error) => {
      // It may have changed, or somebody was quicker.
      void client.invalidateQueries({ queryKey: ['thread', threadId] });
      void client.invalidateQueries({ queryKey: ['messages', threadId] });
      showProblem(explain(error));
    },
  });
  return (
    <Button
      size="small"
      tone="quiet"
      command="composer.send-again"
      data-send-again
      isDisabled={sending.isPending}
      className="font-medium text-accent"
      onPress={() => sending.mutate()}
    >
      {t('send-again.button')}
    </Button>
  );
}
