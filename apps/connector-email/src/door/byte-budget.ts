/** How many bytes of mail may be in hand at once, so that many large mails cannot exhaust our memory. */
export class ByteBudget {
  private used = 0;

  constructor(private readonly max: number) {}

  /** False when there is no room now; nothing is taken then. */
  take(bytes: number): boolean {
    // One mail alone always finds room.
    if (this.used > 0 && this.used + bytes > this.max) return false;
    this.used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.used -= bytes;
  }
}
