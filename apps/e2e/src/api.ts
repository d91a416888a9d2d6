import { createApiClient, type ApiClient } from '@filo/api-client';
import type {
  FormList,
  MessagePage,
  MessageView,
  OutboxPage,
  Problem,
  QuarantinePage,
  ThreadDetail,
  ThreadPage,
  ThreadRow,
  ThreadViewName,
  AccountList,
} from '@filo/contracts/http';

/** An answer that was not a success, with its problem details. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code}: ${problem.detail}`);
  }
}

/** The public API as a script sees it: a session cookie, JSON, nothing of the product's own code. */
export class Api {
  readonly #client: ApiClient;

  private constructor(
    private readonly base: string,
    readonly cookie: string,
  ) {
    this.#client = createApiClient({ baseUrl: base, headers: { cookie } });
  }

  static async signIn(base: string, who: { email: string; password: string }): Promise<Api> {
    const answer = await fetch(`${base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(who),
    });
    if (!answer.ok) throw new ApiProblem(answer.status, (await answer.json()) as Problem);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return new Api(base, cookie);
  }

  async request<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    if (!answer.ok) throw new ApiProblem(answer.status, json as Problem);
    return json as Answer;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  threads(view: ThreadViewName = 'all', cursor?: string): Promise<ThreadPage> {
    return answerOf(this.#client.GET('/api/v1/threads', { params: { query: { view, limit: 100, cursor } } }));
  }

  async *everyThread(): AsyncGenerator<ThreadRow> {
    let cursor: string | undefined;
    do {
      const page = await this.threads('all', cursor);
      yield* page.items;
      cursor = page.next ?? undefined;
    } while (cursor);
  }

  thread(id: string): Promise<ThreadDetail> {
    return answerOf(this.#client.GET('/api/v1/threads/{id}', { params: { path: { id } } }));
  }

  messages(id: string, before?: string): Promise<MessagePage> {
    return answerOf(
      this.#client.GET('/api/v1/threads/{id}/messages', {
        params: { path: { id }, query: { limit: 200, before } },
      }),
    );
  }

  async everyMessage(id: string): Promise<MessageView[]> {
    const all: MessageView[] = [];
    let before: string | undefined;
    do {
      const page = await this.messages(id, before);
      all.unshift(...page.items);
      before = page.next ?? undefined;
    } while (before);
    return all;
  }

  async reply(threadId: string, body: Record<string, unknown>, key: string = crypto.randomUUID()) {
    const { version } = await this.thread(threadId);
    return this.request<{ message: MessageView; version: number }>(
      'POST',
      `/threads/${threadId}/replies`,
      body,
      {
        'idempotency-key': key,
        'if-match': `"${version}"`,
      },
    );
  }

  /** The mail as it came in. */
  async original(messageId: string): Promise<string> {
    return (await this.bytes(`/messages/${messageId}/original`)).toString('utf8');
  }

  async bytes(path: string): Promise<Buffer> {
    const answer = await fetch(`${this.base}/api/v1${path}`, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw new ApiProblem(answer.status, (await answer.json()) as Problem);
    return Buffer.from(await answer.arrayBuffer());
  }

  outbox(): Promise<OutboxPage> {
    return answerOf(this.#client.GET('/api/v1/outbox'));
  }

  quarantine(): Promise<QuarantinePage> {
    return answerOf(this.#client.GET('/api/v1/quarantine'));
  }

  accounts(): Promise<AccountList> {
    return answerOf(this.#client.GET('/api/v1/accounts'));
  }

  forms(): Promise<FormList> {
    return answerOf(this.#client.GET('/api/v1/forms'));
  }
}

const answerOf = async <Answer>(
  asked: Promise<{ data?: Answer; error?: unknown; response: Response }>,
): Promise<Answer> => {
  const { data, error, response } = await asked;
  if (data === undefined) throw new ApiProblem(response.status, error as Problem);
  return data;
};
