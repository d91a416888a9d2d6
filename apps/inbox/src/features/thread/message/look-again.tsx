import type { MessageView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../data/api/request';
import { type MessagesData, putMessage } from '../../../data/threads/patch-messages';
import { clock } from '../../../i18n/format';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { channelName } from '../../../ui/channel-glyph';
import { explain } from '../../../ui/explain-problem';
import { canBeSentAgain } from './can-be-taken-back';
import SendAgain from './send-again';

const isUnknown = ({ deliveries }: MessageView): boolean =>
  deliveries.some(({ state }) => state === 'unknown');

/** Below an answer of which nobody knows whether it arrived: it is looked for there first, and sent again only where it was not found. */
export default function LookAgain({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const { id, threadId, deliveries } = message;
  const channel = channelName(message.channel);
  const lookedAt = deliveries.find((one) => one.lookedAt)?.lookedAt;
  const looking = useMutation({
    mutationFn: () => request<MessageView>(`/messages/${id}/look-again`, { method: 'POST' }),
    onSuccess: (seen) => {
      client.setQueryData<MessagesData>(
        ['messages', seen.threadId],
        (data) => data && putMessage(data, seen),
      );
      showToast({
        tone: 'done',
        text: t(isUnknown(seen) ? 'look-again.absent' : 'look-again.found', { channel }),
      });
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: ['messages', threadId] });
      showProblem(explain(error));
    },
  });
  return (
    <div className="space-y-0.5">
      {lookedAt ? (
        <p className="text-xs text-warn">{t('look-again.looked', { at: clock(lookedAt), channel })}</p>
      ) : null}
      <div className="flex flex-wrap gap-x-2">
        <Button
          size="small"
          tone="quiet"
          command="composer.look-again"
          data-look-again
          isDisabled={looking.isPending}
          className="font-medium text-accent"
          onPress={() => looking.mutate()}
        >
          {t('look-again.button')}
        </Button>
        {canBeSentAgain(message) ? <SendAgain message={message} /> : null}
      </div>
    </div>
  );
}
