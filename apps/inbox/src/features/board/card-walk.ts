import type { BoardCard, BoardColumn } from '@filo/contracts/http';
import { identityName } from '../../data/identity-name';
import { t } from '../../i18n/t';
import { announce } from '../../state/announcer';
import { showProblem } from '../../state/toasts';
import { boardColumns } from './board-columns';

/** Where the focus stood last. `gone`: the card left the board by itself, and nothing is chosen until the agent moves. */
export interface Place {
  id: string;
  name: string;
  column: BoardColumn;
  at: number;
  gone: boolean;
}

/**
 * Walks over the cards of the board: up and down within a column, left and right between them. The focus goes on to another card only
 * when the agent moved theirs away. A card that a refresh moves keeps the focus wherever it stands now; when it is gone, no other
 * takes its place under a hand that is about to press a key.
 */
export class CardWalk {
  #cards: readonly BoardCard[] = [];
  #last: Place | undefined;
  #leaving: string | undefined;

  /** `last`: where the agent stood when they left for a thread. */
  constructor(
    private readonly board: () => HTMLElement | null,
    last?: Place,
  ) {
    this.#last = last;
  }

  get place(): Place | undefined {
    return this.#last;
  }

  /** The card that had the focus last, for a key that acts on it; none, which is told, when a refresh took it away. */
  chosen(): BoardCard | undefined {
    if (this.#last?.gone) showProblem(t('board.gone', { name: this.#last.name }));
    return this.#last && !this.#last.gone ? this.#find(this.#last.id) : undefined;
  }

  down(by: number): void {
    if (!this.#last || this.#in(this.#last.column).length === 0)
      return this.#focus(this.#filled(boardColumns), 0);
    const { column, at } = this.#last;
    const now = this.#placeOf(this.#last);
    if (now >= 0) this.#focus(column, now + by);
    else this.#focus(column, by > 0 ? at : at - 1);
  }

  aside(by: number): void {
    if (!this.#last) return this.down(0);
    const columns = by > 0 ? boardColumns : boardColumns.toReversed();
    const now = this.#placeOf(this.#last);
    const { column, at } = this.#last;
    this.#focus(this.#filled(columns.slice(columns.indexOf(column) + 1)), now >= 0 ? now : at);
  }

  noteFocus(id: string): void {
    const card = this.#find(id);
    if (!card) return;
    const { column } = card;
    this.#last = {
      id,
      name: identityName(card.author),
      column,
      at: this.#placeOf({ id, column }),
      gone: false,
    };
  }

  /**
   * The agent moves this card away by their own hand: the focus goes on with what stands there then. Resolved with where it stands
   * after that, null for nowhere, undefined for a refusal.
   */
  async leave(id: string, moving: Promise<BoardColumn | null | undefined>): Promise<void> {
    this.#leaving = id;
    const from = this.#find(id)?.column;
    const to = await moving;
    if (this.#leaving === id && (to === undefined || to === from)) this.#leaving = undefined;
  }

  /** What was read anew is on the screen. */
  refreshed(cards: readonly BoardCard[]): void {
    this.#cards = cards;
    const place = this.#last;
    if (!place || place.gone) return;
    const card = this.#find(place.id);
    if (this.#leaving === place.id && card?.column !== place.column) this.#goOn(place);
    else if (card) this.#follow(place, card);
    else this.#lose(place);
  }

  #goOn({ column, at }: Place): void {
    this.#leaving = this.#last = undefined;
    if (isDropped() || this.board()?.contains(document.activeElement))
      this.#focus(this.#in(column).length > 0 ? column : this.#filled(boardColumns), at);
  }

  #follow(place: Place, { id, column }: BoardCard): void {
    const at = this.#placeOf({ id, column });
    this.#last = { ...place, column, at };
    if (isDropped()) this.#focus(column, at);
    if (column !== place.column)
      announce(t('board.followed', { name: place.name, column: t(`board.column.${column}`) }));
  }

  #lose(place: Place): void {
    this.#last = { ...place, gone: true };
    if (isDropped()) this.board()?.querySelector<HTMLElement>(`[data-column=${place.column}]`)?.focus();
    announce(t('board.gone', { name: place.name }));
  }

  #find(id: string): BoardCard | undefined {
    return this.#cards.find((card) => card.id === id);
  }

  #in(column: BoardColumn): HTMLElement[] {
    return [...(this.board()?.querySelectorAll<HTMLElement>(`[data-column=${column}] article`) ?? [])];
  }

  /** Where a card stands in its column at this moment, whatever came in above it; -1 when it does not. */
  #placeOf({ id, column }: Pick<Place, 'id' | 'column'>): number {
    return this.#in(column).findIndex(({ dataset }) => dataset['card'] === id);
  }

  #filled(columns: readonly BoardColumn[]): BoardColumn | undefined {
    return columns.find((column) => this.#in(column).length > 0);
  }

  #focus(column: BoardColumn | undefined, at: number): void {
    const there = column ? this.#in(column) : [];
    const card = there[Math.max(0, Math.min(at, there.length - 1))];
    card?.focus();
    card?.scrollIntoView({ block: 'nearest' });
  }
}

/** When what had the focus leaves its place, the browser drops the focus on the page. */
const isDropped = (): boolean => document.activeElement === document.body;
