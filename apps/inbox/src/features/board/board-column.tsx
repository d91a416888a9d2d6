import type { BoardCard as Card, BoardColumn as Column } from '@filo/contracts/http';
import { useEffect, useId, useRef } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { cx } from '../../ui/class-names';
import { BoardCard } from './board-card';
import type { CardActs } from './card-buttons';
import { useCardDrop } from './use-card-drop';

interface BoardColumnProps {
  column: Column;
  cards: readonly Card[];
  /** There are more than these. */
  more: boolean;
  /** How many were asked for, and that more are. */
  size: number;
  /** Resolved with whether they came. */
  onMore(size: number): Promise<boolean>;
  acts: CardActs;
  onFocus(id: string): void;
}

/** One column of the board: a list with its name and how many it holds. */
export function BoardColumn({ column, cards, more, size, onMore, acts, onFocus }: BoardColumnProps) {
  const title = useId();
  const list = useRef<HTMLUListElement>(null);
  const asked = useRef<{ from: number; size: number }>(undefined);
  const button = useRef<HTMLDivElement>(null);
  const count = cards.length;
  const { isOpen, isOver, dropHandlers } = useCardDrop(column, acts.move);
  useEffect(() => {
    if (asked.current === undefined || size < asked.current.size) return;
    const { from } = asked.current;
    asked.current = undefined;
    const { activeElement } = document;
    // Unless the hand went elsewhere meanwhile; the button itself may have gone with what it asked for.
    if (activeElement === document.body || button.current?.contains(activeElement))
      list.current?.querySelectorAll<HTMLElement>('article')[from]?.focus();
  }, [count, size]);
  const ask = async (next: number) => {
    asked.current = { from: count, size: next };
    if (!(await onMore(next))) asked.current = undefined;
  };
  return (
    <section
      aria-labelledby={title}
      data-column={column}
      tabIndex={-1}
      {...dropHandlers}
      className={cx(
        'min-w-0 rounded-panel',
        isOpen && 'outline-2 outline-offset-4',
        isOpen && (isOver ? 'bg-selected outline-accent' : 'outline-line-strong outline-dashed'),
      )}
    >
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
        <div ref={button}>
          <More size={size} onMore={(next) => void ask(next)} />
        </div>
      ) : null}
    </section>
  );
}

/** What the server gives at most; it refuses to be asked for more. */
const mostShown = 500;
const step = 50;

function More({ size, onMore }: { size: number; onMore(next: number): void }) {
  if (size >= mostShown)
    return <p className="mt-2 text-sm text-ink-3">{t('board.most', { count: mostShown })}</p>;
  return (
    <Button className="mt-2 w-full" onPress={() => onMore(Math.min(mostShown, size + step))}>
      {t('board.more')}
    </Button>
  );
}
