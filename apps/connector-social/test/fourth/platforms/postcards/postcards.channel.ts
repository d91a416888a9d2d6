import {
  PermanentError,
  TemporaryError,
  type Channel,
  type Heard,
  type Listening,
  type Sending,
  type Sent,
} from '@filo/connector';
import type { Send } from '@filo/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import descriptor from './descriptor.json' with { type: 'json' };
import type { PostOffice } from './post-office.js';

export class PostcardsChannel implements Channel {
  readonly name = 'postcards';
  readonly descriptor = descriptor;

  constructor(
    private readonly office: PostOffice,
    private readonly pollMs: number,
  ) {}

  async listen({ deliver, cursor, health, signal }: Listening): Promise<void> {
    let after = (await cursor.read<number>('after')) ?? 0;
    while (!signal.aborted) {
      const cards = this.office.read(after);
      health('ok');
      for (const [index, { from, text }] of cards.entries())
        if (from !== 'us') await deliver(heardOf(after + index, from, text));
      if (cards.length > 0) await cursor.write('after', (after += cards.length));
      await delay(this.pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async send({ text, threadingId }: Send, { start }: Sending): Promise<Sent> {
    await start();
    const done = this.office.hand({ from: 'us', text, mark: threadingId });
    if (done === 'later')
      throw new TemporaryError('The counter is busy.', {
        ...{ retryAfterMs: 60_000, why: { code: 'counter-busy' } },
      });
    if (done === 'refused')
      throw new PermanentError('no-stamp', 'Postcards does not take a card without a stamp.', {
        with: { network: descriptor.label },
      });
    return { externalId: String(this.office.cards.length - 1) };
  }

  lookUp({ threadingId }: Send): Promise<Sent | 'absent'> {
    const at = this.office.cards.findIndex(({ mark }) => mark === threadingId);
    return Promise.resolve(at < 0 ? 'absent' : { externalId: String(at) });
  }

  async reconcile({ deliver, known }: Listening): Promise<void> {
    const cards = [...this.office.read(0).entries()].filter(([, { from }]) => from !== 'us');
    const present = await known(cards.map(([at]) => String(at)));
    for (const [at, { from, text }] of cards)
      if (!present.has(String(at))) await deliver(heardOf(at, from, text));
  }
}

const heardOf = (at: number, from: string, text: string): Heard => {
  const author = { kind: 'postcards', key: from };
  return {
    type: 'message',
    externalId: String(at),
    direction: 'inbound',
    class: 'human',
    author,
    authorProof: { verdict: 'proven', reason: 'postcards-stamp' },
    audience: 'public',
    participants: [],
    replyTo: author,
    text,
    newText: text,
    attachments: [],
    marks: text.includes('~') ? [{ code: 'smudged', text: 'Rain fell on it: some words are guessed.' }] : [],
    sortAt: new Date().toISOString(),
    threadingId: String(at),
    inReplyTo: [],
    arrival: { via: 'api' },
  };
};
