import type { BoardCard, StormVoice } from '@filo/contracts/http';
import { lazy, Suspense, useId } from 'react';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import type { CardActs } from './card-buttons';
import { setUnfolded, useUnfoldedCards } from './unfolded-cards';

const StormVoices = lazy(() => import('./storm-voices'));

/** Opens and folds the list of those who say what a card says, where it is more than one post. */
export function VoicesToggle({
  card,
  acts,
}: {
  card: BoardCard;
  acts: Pick<CardActs, 'open' | 'reply' | 'invite'>;
}) {
  // A voice with a thread of its own is no post that was only found; one without is taken up first, as its card would be.
  const cardOf = ({ threadId, messageId, author, permalink }: StormVoice): BoardCard => ({
    ...{ ...card, threadId, messageId, author, permalink },
    heard: threadId === null ? 'listening' : 'mention',
  });
  const isOpen = useUnfoldedCards(({ ids }) => ids.includes(card.id));
  const list = useId();
  if (card.posts < 2) return null;
  return (
    <div className="mt-2 space-y-2">
      <Button
        size="small"
        tone="quiet"
        command="board.group"
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': list })}
        onPress={() => setUnfolded(card.id, !isOpen)}
      >
        {t(isOpen ? 'board.voices-hide' : 'board.voices-show', { count: cappedCount(card.posts) })}
      </Button>
      {isOpen ? (
        <div id={list}>
          <Suspense fallback={<Skeleton rows={2} height={40} />}>
            <StormVoices
              stormId={card.id}
              onOpen={(voice) => acts.open(cardOf(voice))}
              onReply={(voice) => acts.reply(cardOf(voice))}
              onInvite={(voice) => acts.invite(cardOf(voice))}
            />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}
