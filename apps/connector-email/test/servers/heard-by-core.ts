import { createHash } from 'node:crypto';
import type { BlobRef, ConnectedAccount } from '@filo/contracts';
import type { Cursor, Delivered, Heard, Listening } from '@filo/connector';
import { TemporaryError } from '@filo/connector';

type HeardMessage = Extract<Heard, { type: 'message' }>;

/** Stands where the kit and core stand: takes what the channel hands over, can be away, and counts. */
export class HeardByCore {
  readonly heard: Heard[] = [];
  readonly blobs = new Map<string, Uint8Array>();
  readonly cursors = new Map<string, unknown>();
  readonly keyEnds: (Date | null)[] = [];
  readonly healths: { state: string; reason?: string }[] = [];
  /** Everything is refused while it is true. */
  away = false;
  /** Called before each delivery is taken. */
  beforeDelivery: (heard: Heard) => void | Promise<void> = () => undefined;

  get messages(): HeardMessage[] {
    return this.heard.filter((one): one is HeardMessage => one.type === 'message');
  }

  /** How often each message was handed over, by subject. */
  get subjects(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { subject = '' } of this.messages) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    return counts;
  }

  /** Different messages, as core's ledger would keep them. */
  get stored(): Set<string> {
    return new Set(this.heard.map(({ externalId }) => externalId));
  }

  get health(): { state: string; reason?: string } | undefined {
    return this.healths.at(-1);
  }

  listening(account: ConnectedAccount, secrets: Record<string, string>, signal: AbortSignal): Listening {
    const cursor: Cursor = {
      read: async <Value>(key: string) =>
        this.cursors.get(`${account.accountId} ${key}`) as Value | undefined,
      write: async (key, value) =>
        void this.cursors.set(`${account.accountId} ${key}`, structuredClone(value)),
    };
    const deliver = async (heard: Heard) => {
      await this.beforeDelivery(heard);
      if (this.away) throw new TemporaryError('The bus is away.');
      this.heard.push(heard);
    };
    const committed = async (heard: Heard): Promise<Delivered> => {
      const known = this.stored.has(heard.externalId);
      await deliver(heard);
      return { outcome: heard.type === 'quarantined' ? 'quarantined' : known ? 'known' : 'stored' };
    };
    return {
      account,
      secrets,
      deliver: Object.assign(deliver, { committed }),
      cursor,
      blobs: { put: (content) => this.put(content as Uint8Array) },
      known: async (ids) => new Set(ids.filter((id) => this.stored.has(id))),
      published: async function* () {},
      deleted: () => Promise.resolve(),
      edited: () => Promise.resolve(),
      costs: () => undefined,
      queryHealth: () => undefined,
      ours: () => [account.address],
      limits: () => undefined,
      keyEnds: (at) => void this.keyEnds.push(at),
      health: (state, reason) => void this.healths.push({ state, reason: wordsOf(reason) }),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      signal,
    };
  }

  async put(content: Uint8Array): Promise<BlobRef> {
    if (this.away) throw new TemporaryError('The bus is away.');
    const sha256 = createHash('sha256').update(content).digest('hex');
    this.blobs.set(sha256, Uint8Array.from(content));
    return { sha256, bytes: content.length };
  }

  get(ref: BlobRef): Promise<Uint8Array> {
    return Promise.resolve(this.blobs.get(ref.sha256)!);
  }
}

/** As a human would read them. */
const wordsOf = (reasons: Parameters<Listening['health']>[1]): string | undefined => {
  if (reasons === undefined || typeof reasons === 'string') return reasons;
  return [reasons]
    .flat()
    .map((one) => (one as { words: string }).words)
    .join(' ');
};
