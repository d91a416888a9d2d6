import type { BoardCard } from '@filo/contracts/http';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';

/** Says how many cards came to stand where one must act now; what stood there when the board opened is no news. */
export function useNewsOfBoard(cards: readonly BoardCard[] | undefined): void {
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!cards) return;
    const urgent = cards.filter(({ column }) => column === 'act-now').map(({ id }) => id);
    const fresh = known.current ? urgent.filter((id) => !known.current?.has(id)).length : 0;
    known.current = new Set([...(known.current ?? []), ...urgent]);
    if (fresh > 0) announce(t('board.news', { count: fresh }));
  }, [cards]);
}
