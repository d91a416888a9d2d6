import type { BoardCard, StormClaimed } from '@filo/contracts/http';
import type { QueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { requestChange } from '../api/request';
import { identityName } from '../identity-name';
import { undoOf } from '../undo-of';

/** All voices of a card that wait and are nobody's become the agent's, and those to come; said in a toast, which takes it back. */
export const claimStorm = async (client: QueryClient, card: BoardCard, source?: string): Promise<void> => {
  const refresh = () => client.invalidateQueries({ queryKey: ['board'] });
  const ask = (undoes?: string) =>
    requestChange<StormClaimed>(`/board/${card.id}/claim`, {
      method: 'POST',
      body: { upTo: card.upTo, owner: card.owner?.id ?? null, source },
      ...(undoes !== undefined && { undoes }),
    }).finally(() => {
      for (const queryKey of [['board'], ['board-voices'], ['thread-lists'], ['thread'], ['reply-options']])
        void client.invalidateQueries({ queryKey });
    });
  try {
    const { answer, change } = await ask();
    const back = async (undoes: string) => {
      const { answer: undone } = await ask(undoes);
      showToast({ tone: 'done', of: identityName(card.author), text: sayClaimed('given-back', undone) });
    };
    showToast({
      ...{ tone: 'done', of: identityName(card.author), text: sayClaimed('claimed', answer) },
      ...undoOf(change, back, refresh),
    });
  } catch (error) {
    showProblem(explain(error));
  }
};

const sayClaimed = (what: 'claimed' | 'given-back', { claimed, kept }: StormClaimed): string =>
  [t(`board.${what}`, { count: claimed }), kept > 0 && t(`board.${what}-kept`, { count: kept })]
    .filter(Boolean)
    .join('. ');
