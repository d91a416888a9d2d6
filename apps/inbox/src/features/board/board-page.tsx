import type { BoardCard, SeverityCorrection } from '@filo/contracts/http';
import { type ReactNode, useRef, useState } from 'react';
import '../../i18n/later-words';
import { useBoardActions } from '../../data/board/use-board-actions';
import { useWatchActions } from '../../data/watches/use-watch-actions';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { BoardColumn } from './board-column';
import { byColumn } from './board-columns';
import { BoardVolume } from './board-volume';
import type { CardWalk, Place } from './card-walk';
import type { CardActs, Said, Target } from './card-buttons';
import { CorrectDialog } from './correct-dialog';
import { NothingHere } from './nothing-here';
import { useBoard } from './use-board';
import { useBoardKeys } from './use-board-keys';
import { useStorm } from './use-storm';
import { useCardWalk } from './use-card-walk';
import { WatchedFilter } from './watched-filter';

type ThreadActs = Omit<CardActs, 'move' | 'watch'>;

interface BoardPageProps {
  acts: ThreadActs;
  /** Only what came by this account, or what this saved query found. */
  source?: string | undefined;
  /** Only what the agent watches. */
  watched?: boolean;
  onWatched(watched: boolean): void;
  /** Where it hears all that, beside the columns. */
  sources?: ReactNode;
}

/** What is said in public, the most severe first; every card is worked on by keys alone. */
export default function BoardPage({
  acts: threadActs,
  source,
  watched = false,
  onWatched,
  sources,
}: BoardPageProps) {
  const { query, place, leave, sizeOf, resize } = useBoard(source, watched);
  const watching = useWatchActions();
  const { correct, close } = useBoardActions(source);
  const [asking, setAsking] = useState<{ card: BoardCard; level: Said }>();
  const board = useRef<HTMLDivElement>(null);
  const storm = useStorm(query.data, board);
  const cards = storm.isAlone ? storm.cards : (query.data?.cards ?? noCards);
  // What moved under the hand is said after the news: it is what counts.
  const walk = useCardWalk(board, query.data && cards, place);
  const move = (card: BoardCard, column: Target) => {
    if (column !== 'handled') return setAsking({ card, level: column });
    void walk.leave(card.id, close(card));
  };
  const watch = (card: BoardCard) =>
    void (card.watch ? watching.end(card.watch) : watching.begin({ messageId: card.messageId }));
  const acts: CardActs = { ...leaving(threadActs, { walk, leave }), move, watch };
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
      <BoardVolume page={query.data} storm={storm} />
      <div className="mb-4 empty:hidden">
        <WatchedFilter chosen={watched} onChoose={onWatched} />
      </div>
      <div className="flex gap-4 max-lg:flex-col lg:items-start">
        {sources ? (
          <aside className="shrink-0 max-lg:order-last max-lg:w-full lg:w-56">{sources}</aside>
        ) : null}
        <div className="min-w-0 flex-1 max-lg:w-full">
          {query.isSuccess ? (
            <NothingHere {...{ source, watched, cards }} lastAt={query.data.lastAt} />
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
                    size={sizeOf(column)}
                    onMore={(size) => resize(column, size)}
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

/** What leads to a thread notes the way back. */
const leaving = (
  acts: ThreadActs,
  { walk, leave }: { walk: CardWalk; leave(place: Place | undefined): void },
): ThreadActs => {
  const from = (act: (card: BoardCard) => void) => (card: BoardCard) => {
    walk.noteFocus(card.id);
    leave(walk.place);
    act(card);
  };
  return { ...acts, open: from(acts.open), reply: from(acts.reply), invite: from(acts.invite) };
};

const noCards: readonly BoardCard[] = [];

/** Not about us is said beside the level, which stays what it was. */
const correctionOf = (
  { card, level }: { card: BoardCard; level: Said },
  reason: string,
): SeverityCorrection =>
  level === 'not-about-us'
    ? { level: card.correction?.level ?? null, reason, notAboutUs: true }
    : { level, reason };
