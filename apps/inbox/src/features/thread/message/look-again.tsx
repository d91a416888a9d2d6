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
import { canBeSentAgain, howLookedAt } from './can-be-taken-back';
import SendAgain from './send-again';

const isUnknown = ({ deliveries }: MessageView): boolean =>
  deliveries.some(({ state }) => state === 'unknown');

const texts = {
  seen: { absent: 'look-again.absent', looked: 'look-again.looked' },
  unseen: { absent: 'look-again.untold', looked: 'look-again.noted' },
  'only-sends': { absent: 'look-again.untold-sends', looked: 'look-again.noted-sends' },
};

/**
 * Below an answer of which nobody knows whether it arrived: it is looked for there first, and sent again only where it was not found. A channel that cannot be
 * looked at from here is looked at by whoever reads this.
 */
export default function LookAgain({ message }: { message: MessageView }) {
  const client = useQueryClient();
  const { id, threadId, deliveries } = message;
  const channel = channelName(message.channel);
  const how = howLookedAt(message);
  const { absent, looked } = texts[how];
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
        text: t(isUnknown(seen) ? absent : 'look-again.found', { channel }),
      });
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: ['messages', threadId] });
      showProblem(explain(error));
    },
  });
  return (
    <div className="space-y-0.5">
      {how === 'seen' ? null : (
        <p className="text-xs text-ink-2">
          {how === 'unseen' ? t('look-again.unseen', { channel }) : t('look-again.unseen-sends')}
        </p>
      )}
      {lookedAt ? <p className="text-xs text-warn">{t(looked, { at: clock(lookedAt), channel })}</p> : null}
      <div className="flex flex-wrap gap-x-2">
        <Button
          size="small"
          tone="accent"
          command="composer.look-again"
          data-look-again
          isDisabled={looking.isPending}
          className="-ms-2 max-md:-ms-3"
          onPress={() => looking.mutate()}
        >
          {t(how === 'seen' ? 'look-again.button' : 'look-again.by-hand')}
        </Button>
        {canBeSentAgain(message) ? <SendAgain message={message} /> : null}
      </div>
    </div>
  );
}
