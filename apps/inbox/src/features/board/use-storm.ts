import type { BoardCard, BoardPage } from '@filo/contracts/http';
import { type RefObject, useState } from 'react';
import { type StormMute, useStormMute } from '../../data/board/storm-mute';
import { useCommand } from '../../keys/active-commands';
import { useNow } from '../../state/minute-clock';
import { setUnfolded } from './unfolded-cards';

const hourMs = 3_600_000;

export interface Storm extends StormMute {
  /** Three usual hours in one, and something of it waits. */
  isOn: boolean;
  /** What was said in the last hour and waits. */
  cards: readonly BoardCard[];
  /** Whether the board shows nothing else. */
  isAlone: boolean;
  showAlone(alone: boolean): void;
}

/** The storm of this hour: its cards, and whether the agent looks at them alone or put its banner away. By key, too. */
export function useStorm(page: BoardPage | undefined, board: RefObject<HTMLElement | null>): Storm {
  const now = useNow();
  const [wanted, setWanted] = useState(false);
  const muting = useStormMute(page?.volume.lastHour ?? 0, now);
  const cards = (page?.cards ?? []).filter(
    ({ column, lastAt }) => column !== 'handled' && now - Date.parse(lastAt) < hourMs,
  );
  // Where a column does not show all, what it does not show may be of it.
  const waits = cards.length > 0 || (page?.more.some((column) => column !== 'handled') ?? false);
  const isOn = page !== undefined && page.volume.storm && waits;
  const showAlone = (alone: boolean) => {
    setWanted(alone);
    const largest = cards.toSorted((one, other) => other.voices - one.voices)[0];
    if (alone && largest) showCard(board.current, largest);
  };
  const isTold = isOn && muting.isMuted === false;
  const isAlone = isTold && wanted && cards.length > 0;
  useCommand('board.storm', () => showAlone(!isAlone), isTold && cards.length > 0);
  useCommand('board.mute-storm', muting.isMuted ? muting.unmute : muting.mute, isOn);
  return { isOn, cards, isAlone, showAlone, ...muting };
}

/** What most people say has the focus, and unfolds who says it. */
const showCard = (board: HTMLElement | null, { id, voices }: BoardCard): void => {
  const card = [...(board?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].find(
    ({ dataset }) => dataset['card'] === id,
  );
  if (!card) return;
  if (voices > 1) setUnfolded(id, true);
  card.focus();
  // A browser shows no focus that a script sets after a click: who was led here has to see where.
  card.dataset['focusVisible'] = '';
  card.addEventListener('blur', () => delete card.dataset['focusVisible'], { once: true });
  // Its top: below it the voices unfold.
  card.scrollIntoView({ block: 'start' });
};
