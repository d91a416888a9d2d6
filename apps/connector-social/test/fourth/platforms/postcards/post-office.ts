interface Card {
  from: string;
  text: string;
  mark?: string;
}

/** A network of one counter, on which everybody reads every card; it can be closed, busy, strict or rude. */
export class PostOffice {
  readonly cards: Card[] = [];
  closed = false;
  next: 'later' | 'refused' | 'cut' | undefined;

  read(after: number): Card[] {
    if (this.closed) throw new Error('the counter is closed');
    return this.cards.slice(after);
  }

  /** What happens at the counter. A cut comes after the card was taken or before: nobody knows. */
  hand(card: Card): 'taken' | 'later' | 'refused' {
    const treatment = this.next;
    this.next = undefined;
    if (treatment === 'cut') throw new Error('the line was cut');
    if (treatment) return treatment;
    this.cards.push(card);
    return 'taken';
  }
}
