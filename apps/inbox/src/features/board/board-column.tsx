import type { BoardCard as Card, BoardColumn as Column } from '@filo/contracts/http';
import { useEffect, useId, useRef } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { BoardCard } from './board-card';
import type { CardActs } from './card-buttons';

interface BoardColumnProps {
  column: Column;
  cards: readonly Card[];
  /** There are more than these. */
  more: boolean;
  /** How many were asked for, and that more are. */
  size: number;
  onMore(size: number): void;
  acts: CardActs;
  onFocus(id: string): void;
}

/** One column of the board: a list with its name and how many it holds. */
export function BoardColumn({ column, cards, more, size, onMore, acts, onFocus }: BoardColumnProps) {
  const title = useId();
  const list = useRef<HTMLUListElement>(null);
  const askedFrom = useRef<number>(undefined);
  const count = cards.length;
  useEffect(() => {
    const from = askedFrom.current;
    if (from === undefined || count <= from) return;
    askedFrom.current = undefined;
    // The button that had the focus went with what it asked for.
    if (document.activeElement === document.body)
      list.current?.querySelectorAll<HTMLElement>('article')[from]?.focus();
  }, [count, more, size]);
  return (
    <section aria-labelledby={title} data-column={column} tabIndex={-1} className="min-w-0">
      <h2 id={title} className="mb-2 flex items-baseline gap-2 font-semibold">
        {t(`board.column.${column}`)}
        <span className="text-sm font-normal text-ink-3 tabular">
          {more ? `${cards.length}+` : cards.length}
        </span>
      </h2>
      {cards.length === 0 ? (
        <p className="rounded-panel border border-dashed border-line p-3 text-sm text-ink-3">
          {t(`board.none.${column}`)}
        </p>
      ) : (
        <ul ref={list} className="space-y-2">
          {cards.map((card) => (
            <li key={card.id}>
              <BoardCard card={card} acts={acts} onFocus={() => onFocus(card.id)} />
            </li>
          ))}
        </ul>
      )}
      {more ? (
        <More
          size={size}
          onMore={(next) => {
            askedFrom.current = count;
            onMore(next);
          }}
        />
      ) : null}
    </section>
  );
}

/** What the server gives at most; it refuses to be asked for more. */
const mostShown = 500;
const step = 50;

function More({ size, onMore }: Pick<BoardColumnProps, 'size' | 'onMore'>) {
  if (size >= mostShown)
    return <p className="mt-2 text-sm text-ink-3">{t('board.most', { count: mostShown })}</p>;
  return (
    <Button className="mt-2 w-full" onPress={() => onMore(Math.min(mostShown, size + step))}>
      {t('board.more')}
    </Button>
  );
}
