import { PermanentError, type OwnMemory } from '@filo/connector';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hookEventOf, type HookEvent } from './hook-event.js';
import { windowMs } from './judge-hook.js';

const kept = z.object({ body: z.base64() });

/** A mark outlives the time in which an event may come again. */
const marksMs = windowMs + 3_600_000;

/** Where what X told of an account lies until it is delivered, and then a mark that it was told: on the bus, for all replicas. */
export class KeptEvents {
  constructor(
    private readonly state: OwnMemory['state'],
    private readonly accountId: string,
  ) {}

  /** Its name; undefined when it was told before. Resolves when the bus has stored it. */
  async keep({ at, same }: Pick<HookEvent, 'at' | 'same'>, body: Uint8Array): Promise<string | undefined> {
    const name = `${at ?? 0}.${createHash('sha256')
      .update(same ?? body)
      .digest('base64url')}`;
    if ((await this.state.get(this.#mark(name))) !== undefined) return undefined;
    try {
      await this.state.create(this.#open(name), { body: Buffer.from(body).toString('base64') });
      return name;
    } catch (error) {
      if (error instanceof PermanentError && error.code === 'key-exists') return undefined;
      throw error;
    }
  }

  /** Names of what is not delivered yet. */
  async open(): Promise<string[]> {
    const keys = await this.state.keys(`${openKeys(this.accountId)}>`);
    return keys.map((key) => key.slice(openKeys(this.accountId).length)).toSorted();
  }

  async event(name: string): Promise<HookEvent | undefined> {
    const { data } = kept.safeParse((await this.state.get(this.#open(name)))?.value);
    return data && hookEventOf(Buffer.from(data.body, 'base64'));
  }

  /** The mark first: what is delivered twice is known, what is lost is not. */
  async done(name: string): Promise<void> {
    await this.state.create(this.#mark(name), {}).catch((error: unknown) => {
      if (!(error instanceof PermanentError)) throw error;
    });
    await this.state.forget(this.#open(name));
  }

  async forgetMarks(now = Date.now()): Promise<void> {
    const from = markKeys(this.accountId);
    for (const key of await this.state.keys(`${from}>`))
      if (now - Number(key.slice(from.length).split('.')[0]) > marksMs) await this.state.forget(key);
  }

  #open(name: string): string {
    return `${openKeys(this.accountId)}${name}`;
  }

  #mark(name: string): string {
    return `${markKeys(this.accountId)}${name}`;
  }
}

const openKeys = (accountId: string): string => `x-told-open.${accountId}.`;
const markKeys = (accountId: string): string => `x-told.${accountId}.`;

/** All that is kept of an account. */
export const toldKeys = (accountId: string): string[] => [openKeys(accountId), markKeys(accountId)];
