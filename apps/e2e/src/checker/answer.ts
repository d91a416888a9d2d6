import type { MessageView, ThreadRow } from '@filo/contracts/http';
import { ApiProblem, type Api } from '../api.js';

/** One reply that an agent asked for. */
export interface Asked {
  id: string;
  /** `ok`: the API said 201. `unknown`: it never did, though it may have taken it. */
  outcome: 'ok' | 'unknown';
  threadId: string;
  messageId?: string;
}

const attemptsMax = 60;

/** Agents at work: each tries again with the same key until it has a yes. What they asked for is kept for the judge. */
export class Agents {
  readonly #asking: Promise<Asked | undefined>[] = [];

  constructor(
    private readonly api: () => Promise<Api>,
    private readonly random: () => number,
  ) {}

  /** They answer the newest threads, in time and whatever happens. */
  async answerAll({ count, perSecond }: { count: number; perSecond: number }): Promise<void> {
    const startedAt = Date.now();
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        await pause(startedAt + ((index + 1) / perSecond) * 1000 - Date.now());
        return this.#ask(() => true);
      }),
    );
  }

  /** One more answer, to somebody who is known by this channel alone. */
  answerAt(channel: string): void {
    void this.#ask(({ channels }) => channels.every((one) => one === channel));
  }

  /** Everything asked for, once each has its yes or nobody tries any more. */
  async asked(): Promise<Asked[]> {
    return (await Promise.all(this.#asking)).filter((asked) => asked !== undefined);
  }

  #ask(fits: (row: ThreadRow) => boolean): Promise<Asked | undefined> {
    // Short numbers: a public answer with a long one would be asked about, as it might be an order.
    const asking = this.#answerOne(`answer-${this.#asking.length}`, fits);
    this.#asking.push(asking);
    return asking;
  }

  async #answerOne(id: string, fits: (row: ThreadRow) => boolean): Promise<Asked | undefined> {
    let threadId: string | undefined;
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      try {
        const api = await this.api();
        threadId ??= await this.#anyThread(api, fits);
        if (threadId !== undefined) {
          const { message } = await api.reply(threadId, { text: `[${id}]` }, id);
          return { id, threadId, messageId: message.id, outcome: 'ok' };
        }
      } catch (error) {
        if (isRefused(error)) return undefined;
      }
      await pause(Math.min(250 * attempt, 2_000));
    }
    return threadId === undefined ? undefined : { id, threadId, outcome: 'unknown' };
  }

  async #anyThread(api: Api, fits: (row: ThreadRow) => boolean): Promise<string | undefined> {
    const items = (await api.threads()).items.filter(fits);
    return items[Math.floor(this.random() * items.length)]?.id;
  }
}

/** Refused for good, such as a thread that cannot be answered: nothing was promised. */
const isRefused = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status < 500 && ![401, 409, 429].includes(error.status);

/** What the API says of every reply asked for, by its id. */
export const readAnswers = async (api: Api, asked: readonly Asked[]): Promise<Map<string, MessageView[]>> => {
  const said = new Map<string, MessageView[]>();
  for (const threadId of new Set(asked.map((one) => one.threadId))) {
    for (const message of await api.everyMessage(threadId)) {
      const id = /\[(answer-\d+)\]/.exec(message.text)?.[1];
      if (message.direction === 'outbound' && id) said.set(id, [...(said.get(id) ?? []), message]);
    }
  }
  return said;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
