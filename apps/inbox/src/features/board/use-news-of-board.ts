import type { BoardCard } from '@filo/contracts/http';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';

/**
 * Says how many cards came to stand where one must act now; what stood there when the board opened, or when the agent asked for more or
 * other cards of it, is no news.
 */
export function useNewsOfBoard(cards: readonly BoardCard[] | undefined, view: string): void {
  const known = useRef<{ view: string; ids: ReadonlySet<string> }>(undefined);
  useEffect(() => {
    if (!cards) return;
    const before = known.current;
    const urgent = cards.filter(({ column }) => column === 'act-now').map(({ id }) => id);
    known.current = { view, ids: new Set([...(before?.ids ?? []), ...urgent]) };
    const fresh = before?.view === view ? urgent.filter((id) => !before.ids.has(id)).length : 0;
    if (fresh > 0) announce(t('board.news', { count: fresh }));
  }, [cards, view]);
}
