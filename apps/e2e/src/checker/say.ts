import type { Dovecot } from '@filo/testing';
import { formTo, mailTo } from '../write-to-us.js';
import type { Item } from './generate.js';
import type { History } from './history.js';
import { networkNames, type NetworkName, type Networks } from './networks.js';

export interface SayOptions {
  ports: { smtp: number };
  formUrl: string;
  /** Where items of the door `mailbox` are put. */
  mailbox?: Dovecot | undefined;
  networks?: Networks | undefined;
  history: History;
  perSecond: number;
  attemptsMax: number;
  /** Every so many items are said again after the yes. */
  repeatEvery: number;
}

/**
 * Says everything through the real doors, each item at its time, whether or not the ones before it are through: a door that
 * is down does not slow the customers. Each is tried again as a mail server or a browser would.
 */
export const sayAll = async (items: readonly Item[], options: SayOptions): Promise<void> => {
  const startedAt = Date.now();
  await Promise.all(
    items.map(async (item, index) => {
      await pause(startedAt + (index / options.perSecond) * 1000 - Date.now());
      await say(item, options);
      // What is posted twice is two posts.
      const isPost = networkOf(item, options) !== undefined;
      if (!isPost && (index + 1) % options.repeatEvery === 0)
        await once(item, options).catch(() => undefined);
    }),
  );
};

const say = async (item: Item, options: SayOptions): Promise<void> => {
  // A mailbox tells when a mail arrived in whole seconds.
  const invokedAt = item.door === 'mailbox' ? Math.floor(Date.now() / 1000) * 1000 : Date.now();
  for (let attempt = 1; ; attempt++) {
    const said = await once(item, options).then(
      () => true,
      () => false,
    );
    if (said || attempt >= options.attemptsMax) {
      options.history.add({
        item: item.id,
        door: item.door,
        author: networkOf(item, options)?.keyOf(item.person) ?? item.address,
        text: wordsOf(item, options),
        invokedAt,
        endedAt: Date.now(),
        outcome: said ? 'ok' : 'unknown',
        attempts: attempt,
      });
      return;
    }
    await pause(Math.min(250 * attempt, 2_000));
  }
};

const isNetwork = (door: Item['door']): door is NetworkName =>
  (networkNames as readonly string[]).includes(door);

const networkOf = ({ door }: Item, { networks }: SayOptions) =>
  isNetwork(door) ? networks?.of(door) : undefined;

/** A post names us. */
const wordsOf = (item: Item, options: SayOptions): string => {
  const network = networkOf(item, options);
  return network === undefined ? item.text : `${network.ourName} ${item.text}`;
};

/** The same whenever it is said: a mail that comes twice is the same to the byte, else it is another mail. */
const dateHeader = new Date(1_790_000_000_000).toUTCString();

const once = async (item: Item, options: SayOptions): Promise<void> => {
  switch (item.door) {
    case 'mail':
      return mailTo(options.ports.smtp, {
        from: `"${item.name}" <${item.address}>`,
        subject: item.subject,
        text: item.text,
        messageId: `<${item.id}@customers.example>`,
        headers: { Date: dateHeader },
      });
    case 'form':
      await formTo(options.formUrl, { name: item.name, email: item.address, message: item.text }, item.id);
      return;
    case 'mailbox':
      return options.mailbox?.deliver('support', letterOf(item));
    default:
      networkOf(item, options)?.post(item.person, wordsOf(item, options));
  }
};

const letterOf = (item: Item): string =>
  [
    `From: "${item.name}" <${item.address}>`,
    'To: support@test.invalid',
    `Subject: ${item.subject}`,
    `Message-ID: <${item.id}@customers.example>`,
    `Date: ${dateHeader}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    item.text,
    '',
  ].join('\r\n');

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
