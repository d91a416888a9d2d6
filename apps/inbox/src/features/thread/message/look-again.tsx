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
import { canBeSentAgain, isLookedAt } from './can-be-taken-back';
import SendAgain from './send-again';

const isUnknown = ({ deliveries }: MessageView): boolean =>
  deliveries.some(({ state }) => state === 'unknown');

const textOf = (seen: MessageView, isSeen: boolean): string => {
  if (!isUnknown(seen)) return 'look-again.found';
  return isSeen ? 'look-again.absent' : 'look-again.untold';
};

/**
 * Below an answer of which nobody knows whether it arrived: it is looked for there first, and sent again only where it was not found. A channel that cannot be
 * looked at from here is looked at by whoever reads this.
 */
export default function LookAgain({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const { id, threadId, deliveries } = message;
  const channel = channelName(message.channel);
  const isSeen = isLookedAt(message.channel);
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
        text: t(textOf(seen, isSeen), { channel }),
      });
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: ['messages', threadId] });
      showProblem(explain(error));
    },
  });
  return (
    <div className="space-y-0.5">
      {isSeen ? null : <p className="text-xs text-ink-2">{t('look-again.unseen', { channel })}</p>}
      {lookedAt ? (
        <p className="text-xs text-warn">
          {t(isSeen ? 'look-again.looked' : 'look-again.noted', { at: clock(lookedAt), channel })}
        </p>
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
          {t(isSeen ? 'look-again.button' : 'look-again.by-hand')}
        </Button>
        {canBeSentAgain(message) ? <SendAgain message={message} /> : null}
      </div>
    </div>
  );
}
