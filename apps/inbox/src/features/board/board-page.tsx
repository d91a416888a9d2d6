import type { BoardCard, SeverityCorrection } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import '../../i18n/later-words';
import { boardQuery } from '../../data/board/board-query';
import { useBoardActions } from '../../data/board/use-board-actions';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { BoardColumn } from './board-column';
import { byColumn } from './board-columns';
import { BoardVolume } from './board-volume';
import type { CardActs, Said, Target } from './card-buttons';
import { CorrectDialog } from './correct-dialog';
import { QuietBoard } from './quiet-board';
import { useBoardKeys } from './use-board-keys';
import { useCardWalk } from './use-card-walk';
import { useNewsOfBoard } from './use-news-of-board';

type ThreadActs = Omit<CardActs, 'move'>;

interface BoardPageProps {
  acts: ThreadActs;
  /** Only what came by this account, or what this saved query found. */
  source?: string | undefined;
  /** Where it hears all that, beside the columns. */
  sources?: ReactNode;
}

/** What is said in public, the most severe first; every card is worked on by keys alone. */
export default function BoardPage({ acts: threadActs, source, sources }: BoardPageProps) {
  const query = useQuery(boardQuery(source));
  const { correct, close } = useBoardActions(source);
  const [asking, setAsking] = useState<{ card: BoardCard; level: Said }>();
  const board = useRef<HTMLDivElement>(null);
  const cards = query.data?.cards ?? noCards;
  // What moved under the hand is said last: it is what counts.
  useNewsOfBoard(query.data?.cards);
  const walk = useCardWalk(board, cards);
  const move = (card: BoardCard, column: Target) => {
    if (column !== 'handled') return setAsking({ card, level: column });
    void walk.leave(card.id, close(card));
  };
  const acts: CardActs = { ...threadActs, move };
  useBoardKeys(walk, acts);
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <PageHeader title={t('board.title')} lead={t('board.lead')} />
      {query.isError ? (
        <div className="mb-4">
          <ProblemStrip error={query.error}>
            <Button onPress={() => void query.refetch()}>{t('action.try-again')}</Button>
          </ProblemStrip>
        </div>
      ) : null}
      {query.data && cards.length > 0 ? <BoardVolume volume={query.data.volume} /> : null}
      <div className="flex gap-4 max-lg:flex-col lg:items-start">
        {sources ? (
          <aside className="shrink-0 max-lg:order-last max-lg:w-full lg:w-56">{sources}</aside>
        ) : null}
        <div className="min-w-0 flex-1 max-lg:w-full">
          {query.isSuccess && cards.length === 0 ? (
            source ? (
              <p className="text-ink-3">{t('listening.none-here')}</p>
            ) : (
              <QuietBoard lastAt={query.data.lastAt} />
            )
          ) : null}
          <div ref={board} className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
            {query.isPending
              ? byColumn(noCards).map(({ column }) => <Skeleton key={column} rows={3} height={120} />)
              : null}
            {cards.length > 0
              ? byColumn(cards).map(({ column, cards: inColumn }) => (
                  <BoardColumn
                    key={column}
                    column={column}
                    cards={inColumn}
                    more={query.data?.more.includes(column) ?? false}
                    acts={acts}
                    onFocus={(id) => walk.noteFocus(id)}
                  />
                ))
              : null}
          </div>
        </div>
      </div>
      {asking ? (
        <CorrectDialog
          card={asking.card}
          level={asking.level}
          onClose={() => setAsking(undefined)}
          onCorrect={(reason) => {
            setAsking(undefined);
            void walk.leave(asking.card.id, correct(asking.card, correctionOf(asking, reason)));
          }}
        />
      ) : null}
    </main>
  );
}

const noCards: readonly BoardCard[] = [];

/** Not about us is said beside the level, which stays what it was. */
const correctionOf = (
  { card, level }: { card: BoardCard; level: Said },
  reason: string,
): SeverityCorrection =>
  level === 'not-about-us'
    ? { level: card.correction?.level ?? null, reason, notAboutUs: true }
    : { level, reason };
