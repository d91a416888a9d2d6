import type { Cursor } from '../channel.js';

const key = 'changes-followed-at';

/** When it was last looked whether what core holds of an account still stands at its source; outlives every replica. */
export class FollowedAt {
  constructor(
    private readonly cursor: Cursor,
    private readonly tell: (at: string) => void,
  ) {}

  /** Tells what the bus remembers. */
  async remember(): Promise<void> {
    const at = await this.cursor.read<string>(key);
    if (at !== undefined) this.tell(at);
  }

  async now(): Promise<void> {
    const at = new Date().toISOString();
    await this.cursor.write(key, at);
    this.tell(at);
  }
}
