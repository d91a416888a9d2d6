import type { BoardCard } from '@filo/contracts/http';
import { useCommand } from '../../keys/active-commands';
import type { CardActs, Target } from './card-buttons';
import type { CardWalk } from './card-walk';
import { toggleVoices } from './unfolded-cards';

/** What a key does on the board, it does to the card that had the focus last. */
export function useBoardKeys(walk: CardWalk, acts: CardActs): void {
  const on = (act: (card: BoardCard) => void) => () => {
    const card = walk.chosen();
    if (card) act(card);
  };
  useCommand('list.next', () => walk.down(1));
  useCommand('list.previous', () => walk.down(-1));
  // Columns stand as the line runs.
  const aside = (by: 1 | -1) => () =>
    walk.aside(document.documentElement.dir === 'rtl' ? (-by as 1 | -1) : by);
  useCommand('board.left', aside(-1));
  useCommand('board.right', aside(1));
  useCommand('thread.open', on(acts.open));
  useCommand('composer.reply', on(acts.reply));
  useCommand('composer.invite', on(acts.invite));
  useCommand('thread.assign-to-me', on(acts.claim));
  useCommand('thread.watch', on(acts.watch));
  useCommand('board.group', on(toggleVoices));
  const move = (column: Target) => on((card) => acts.move(card, column));
  useCommand('thread.close', move('handled'));
  useCommand('board.act-now', move('act-now'));
  useCommand('board.today', move('today'));
  useCommand('board.watch', move('watch'));
  useCommand('board.handled', move('handled'));
  useCommand('board.not-about-us', move('not-about-us'));
}
