import type { BoardCard as Card, BoardColumn as Column } from '@filo/contracts/http';
import { useId } from 'react';
import { t } from '../../i18n/t';
import { BoardCard } from './board-card';
import type { CardActs } from './card-buttons';

interface BoardColumnProps {
  column: Column;
  cards: readonly Card[];
  /** There are more than these. */
  more: boolean;
  acts: CardActs;
  onFocus(id: string): void;
}

/** One column of the board: a list with its name and how many it holds. */
export function BoardColumn({ column, cards, more, acts, onFocus }: BoardColumnProps) {
  const title = useId();
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
        <ul className="space-y-2">
          {cards.map((card) => (
            <li key={card.id}>
              <BoardCard card={card} acts={acts} onFocus={() => onFocus(card.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
