import { formTo, mailTo } from '../write-to-us.js';
import type { Item } from './generate.js';
import type { History } from './history.js';

/** Says everything through the real doors, a few at a time; tries again as a mail server or a browser would. */
export const sayAll = async (
  items: readonly Item[],
  options: {
    ports: { smtp: number };
    formUrl: string;
    history: History;
    parallel: number;
    perSecond: number;
    attemptsMax: number;
  },
): Promise<void> => {
  const queue = [...items];
  const started = Date.now();
  let taken = 0;
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      const due = started + (taken++ / options.perSecond) * 1000;
      if (due > Date.now()) await pause(due - Date.now());
      await say(item, options);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, worker));
};

const say = async (item: Item, options: Parameters<typeof sayAll>[1]): Promise<void> => {
  const invokedAt = Date.now();
  for (let attempt = 1; ; attempt++) {
    const said = await once(item, options).then(
      () => true,
      () => false,
    );
    if (said || attempt >= options.attemptsMax) {
      options.history.add({
        item: item.id,
        address: item.address,
        text: item.text,
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

const once = async (item: Item, options: Parameters<typeof sayAll>[1]): Promise<void> => {
  if (item.door === 'mail') {
    await mailTo(options.ports.smtp, {
      from: `"${item.name}" <${item.address}>`,
      subject: item.subject,
      text: item.text,
      messageId: `<${item.id}@customers.example>`,
      headers: { Date: new Date(1_790_000_000_000).toUTCString() },
    });
    return;
  }
  await formTo(options.formUrl, { name: item.name, email: item.address, message: item.text }, item.id);
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
