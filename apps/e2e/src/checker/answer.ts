import type { MessageView } from '@filo/contracts/http';
import { ApiProblem, type Api } from '../api.js';

/** One reply that an agent asked for. */
export interface Asked {
  id: string;
  /** `ok`: the API said 201. `unknown`: it never did, though it may have taken it. */
  outcome: 'ok' | 'unknown';
  threadId: string;
  messageId?: string;
}

export interface AnswerOptions {
  api: () => Promise<Api>;
  count: number;
  perSecond: number;
  random: () => number;
}

const attemptsMax = 60;

/** Agents answer the newest threads, in time and whatever happens; each tries again with the same key until it has a yes. */
export const answerAll = async (options: AnswerOptions): Promise<Asked[]> => {
  const startedAt = Date.now();
  // Short numbers: a public answer with a long one would be asked about, as it might be an order.
  const under = Array.from({ length: options.count }, async (_, index) => {
    await pause(startedAt + ((index + 1) / options.perSecond) * 1000 - Date.now());
    return answerOne(`answer-${index}`, options);
  });
  return (await Promise.all(under)).filter((asked) => asked !== undefined);
};

const answerOne = async (id: string, options: AnswerOptions): Promise<Asked | undefined> => {
  let threadId: string | undefined;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const api = await options.api();
      threadId ??= await anyThread(api, options.random);
      if (threadId !== undefined) {
        const { message } = await api.reply(threadId, { text: `[${id}]` }, id);
        return { id, threadId, messageId: message.id, outcome: 'ok' };
      }
    } catch (error) {
      // Refused for good, such as a thread that cannot be answered: nothing was promised.
      if (error instanceof ApiProblem && error.status < 500 && ![401, 409, 429].includes(error.status)) {
        return undefined;
      }
    }
    await pause(Math.min(250 * attempt, 2_000));
  }
  return threadId === undefined ? undefined : { id, threadId, outcome: 'unknown' };
};

const anyThread = async (api: Api, random: () => number): Promise<string | undefined> => {
  const { items } = await api.threads();
  return items[Math.floor(random() * items.length)]?.id;
};

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
