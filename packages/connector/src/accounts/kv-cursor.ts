import type { Bucket } from '@filo/bus';
import { Cursor } from '../channel.js';

const prefixOf = (accountId: string): string => `cursor.${accountId}.`;

/** The account is gone, and with it where its reading stood. */
export async function forgetCursors(state: Bucket, accountId: string): Promise<void> {
  for (const key of await state.keys(`${prefixOf(accountId)}>`)) await state.delete(key);
}

/** Cursors of one account under `cursor.<accountId>.<key>`; a key may hold any text. */
export class KvCursor extends Cursor {
  constructor(
    private readonly state: Bucket,
    private readonly accountId: string,
  ) {
    super();
  }

  async read<Value>(key: string): Promise<Value | undefined> {
    return (await this.state.get<Value>(this.#key(key)))?.value;
  }

  async write(key: string, value: unknown): Promise<void> {
    await this.state.put(this.#key(key), value);
  }

  /** Folder names hold what a bucket's key may not. */
  #key(key: string): string {
    return `${prefixOf(this.accountId)}${Buffer.from(key, 'utf8').toString('base64url')}`;
  }
}
