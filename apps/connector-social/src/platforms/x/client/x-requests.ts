import { TemporaryError } from '@filo/connector';
import { ApiResponseError, type TwitterResponse } from 'twitter-api-v2';
import type { z } from 'zod';
import { faultOf, waitFor } from './fault-of.js';
import type { Query, Spelling } from './spelling.js';
import type { Purpose } from '../costs/cost-meter.js';
import type { ToldHeaders } from './write-windows.js';
import type { XAccess } from './x-access.js';
import { postList, type Beside, type XPost } from './x-answers.js';

/** One request after the other, of one account, noted in what X still allows and counted in what it costs. */
export class XRequests {
  constructor(
    readonly access: XAccess,
    private readonly signal: AbortSignal,
  ) {}

  get #options() {
    return { fullResponse: true, timeout: this.access.answerMs } as const;
  }

  /** Throws by {@link faultOf}. `request` names what has a limit of its own. */
  async read<Schema extends z.ZodType>(
    request: string,
    { path, query, schema }: { path: string; query: Query; schema: Schema },
  ): Promise<z.output<Schema>> {
    try {
      const { data } = await this.#noting(request, () => this.access.api.get(path, query, this.#options));
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      throw new TemporaryError(
        'X answered something that cannot be read. Nothing is lost; it is tried again.',
        { why: { code: 'network-strange', with: { network: 'X' } } },
      );
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Posts with what stands beside them, all of which costs: `micros` millionths of the currency. */
  async posts(
    request: string,
    {
      path = request,
      query,
      purpose,
    }: { path?: string; query: (spelling: Spelling) => Query; purpose?: Purpose | undefined },
  ): Promise<z.output<typeof postList> & { micros: number }> {
    const found = await this.#spelled((spelling) =>
      this.read(request, { path, query: query(spelling), schema: postList }),
    );
    return { ...found, micros: await this.#countPosts(found.data, found.includes, purpose) };
  }

  /** Throws `RateLimited` while X takes no more of what is written at this path, before anything is prepared for it. */
  demandWrite(path: string): void {
    this.#demandWindow(kindOf(path));
  }

  /** Throws what was thrown: whoever writes judges it. */
  async write(path: string, body: Record<string, unknown>, text: string): Promise<unknown> {
    const { data } = await this.#writing(kindOf(path), () => this.access.api.post(path, body, this.#options));
    await this.access.meter.wrote(text);
    return data;
  }

  async delete(path: string): Promise<unknown> {
    const { data } = await this.#writing(`delete ${kindOf(path)}`, () =>
      this.access.api.delete(path, undefined, this.#options),
    );
    await this.access.meter.wrote('');
    return data;
  }

  /** Asks by the other name of a post when X refuses the first. */
  async #spelled<Answer>(ask: (spelling: Spelling) => Promise<Answer>): Promise<Answer> {
    const asked = this.access.spelling;
    try {
      return await ask(asked);
    } catch (error) {
      const cause = (error as Error).cause;
      if (!(
        cause instanceof ApiResponseError &&
        cause.code === 400 &&
        /\.fields/.test(JSON.stringify(cause.data))
      ))
        throw error;
      // Others may have learned it meanwhile: the other name than the one that was refused.
      this.access.spelling = asked === 'tweet' ? 'post' : 'tweet';
      return ask(this.access.spelling);
    }
  }

  #countPosts(
    posts: readonly XPost[],
    { tweets, users, media }: Beside,
    purpose: Purpose | undefined,
  ): Promise<number> {
    const read = {
      post: [...idsOf(posts), ...idsOf(tweets)],
      user: idsOf(users),
      media: media.map(({ media_key }) => media_key),
    };
    return this.access.meter.read(read, purpose);
  }

  #demandWindow(kind: string): void {
    const waitMs = this.access.writeWindows.waitMs(kind);
    if (waitMs > 0) throw waitFor(waitMs);
  }

  /** Whoever comes while X allows no more of this kind waits as whoever was told so, and asks nothing. */
  async #writing(
    kind: string,
    ask: () => Promise<TwitterResponse<unknown>>,
  ): Promise<TwitterResponse<unknown>> {
    this.#demandWindow(kind);
    return this.#heeding(ask, (headers) => this.access.writeWindows.note(kind, headers));
  }

  #noting(request: string, ask: () => Promise<TwitterResponse<unknown>>): Promise<TwitterResponse<unknown>> {
    return this.#heeding(ask, (headers) => this.#note(request, headers));
  }

  /** The library cannot be told to stop; what it still does is nobody's any more. */
  async #heeding(
    ask: () => Promise<TwitterResponse<unknown>>,
    note: (headers: ToldHeaders) => void,
  ): Promise<TwitterResponse<unknown>> {
    try {
      const answer = await unlessAborted(ask, this.signal);
      this.access.isRefused = false;
      note(answer.headers);
      return answer;
    } catch (error) {
      if (error instanceof ApiResponseError) {
        if (error.code === 401) this.access.isRefused = true;
        note(error.headers);
      }
      throw error;
    }
  }

  #note(request: string, headers: ToldHeaders): void {
    const limits = Object.entries(headers).filter(([name]) => name.startsWith('x-rate-limit-'));
    this.access
      .budgetOf(request)
      .note(new Headers(limits.map(([name, value]) => [name, String(value)])), 'x-rate-limit');
  }
}

/** What X counts together: posts, messages, whomever they are of. */
const kindOf = (path: string): string => path.split('/')[0]!;

export const idsOf = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);

const unlessAborted = <Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    ask()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
