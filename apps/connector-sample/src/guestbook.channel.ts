import type { Channel, Heard, Listening, Sending, Sent, Verification } from '@filo/connector';
import type { ConnectedAccount, Send } from '@filo/contracts';
import { z } from 'zod';
import descriptor from './descriptor.json' with { type: 'json' };
import { GuestbookClient, type Entry } from './guestbook-client.js';

const settings = z.object({ url: z.url({ protocol: /^https?$/ }) });
const pollSeconds = 20;

/** A guestbook on the web as a channel: reads entries by long polling, answers by writing one. */
export class GuestbookChannel implements Channel {
  readonly name = 'sample';
  readonly descriptor = descriptor;

  async listen(listening: Listening): Promise<void> {
    const { account, secrets, deliver, cursor, health, signal } = listening;
    const guestbook = clientOf(account, secrets);
    let after = (await cursor.read<number>('after')) ?? 0;
    // The first look does not wait, so that the account's health is known at once.
    for (let waitSeconds = 0; !signal.aborted; waitSeconds = pollSeconds) {
      const entries = await guestbook.read(after, waitSeconds, signal);
      health('ok');
      for (const entry of entries.filter(isTheirs)) await deliver(heardOf(entry));
      const last = entries.at(-1);
      if (last !== undefined) await cursor.write('after', (after = last.id));
    }
  }

  async send(message: Send, { account, secrets, start, signal }: Sending): Promise<Sent> {
    const guestbook = clientOf(account, secrets);
    await start();
    const entry = await guestbook.write(message.text, message.threadingId, signal);
    return { externalId: String(entry.id) };
  }

  /** What we write carries our threading id, so that it can be found again. */
  async lookUp(
    message: Send,
    { account, secrets, signal }: Omit<Sending, 'start'>,
  ): Promise<Sent | 'absent'> {
    const entries = await clientOf(account, secrets).read(0, 0, signal);
    const found = entries.find((entry) => entry.key === message.threadingId);
    return found === undefined ? 'absent' : { externalId: String(found.id) };
  }

  async reconcile({ account, secrets, deliver, known, signal }: Listening): Promise<void> {
    const theirs = (await clientOf(account, secrets).read(0, 0, signal)).filter(isTheirs);
    const present = await known(theirs.map((entry) => String(entry.id)));
    for (const entry of theirs) if (!present.has(String(entry.id))) await deliver(heardOf(entry));
  }

  async verify(
    account: ConnectedAccount,
    secrets: Readonly<Record<string, string>>,
  ): Promise<Verification[]> {
    const started = performance.now();
    await clientOf(account, secrets).read(0, 0, AbortSignal.timeout(10_000));
    return [
      {
        name: 'read',
        ok: true,
        message: 'The guestbook can be read',
        durationMs: performance.now() - started,
      },
    ];
  }
}

const clientOf = (account: ConnectedAccount, secrets: Readonly<Record<string, string>>) =>
  new GuestbookClient(settings.parse(account.settings).url, secrets.token ?? '');

const isTheirs = (entry: Entry): boolean => entry.key === undefined;

const heardOf = (entry: Entry): Heard => {
  const author = { kind: 'sample', key: entry.from.id, name: entry.from.name, avatarUrl: entry.from.picture };
  return {
    type: 'message',
    externalId: String(entry.id),
    direction: 'inbound',
    class: 'human',
    author,
    // The guestbook signs people in: their id is proof.
    authorProof: { verdict: 'proven', reason: 'signed in at the guestbook' },
    audience: 'public',
    participants: [],
    replyTo: author,
    text: entry.text,
    newText: entry.text,
    attachments: [],
    sortAt: entry.at,
    threadingId: String(entry.id),
    inReplyTo: entry.answers === undefined ? [] : [String(entry.answers)],
    arrival: { via: 'api' },
  };
};
