import { MastoHttpError, MastoTimeoutError, MastoUnexpectedError, type mastodon } from 'masto';
import { HttpActionDispatcherHookMastodon } from 'masto/adapters/action/dispatcher-http-hook-mastodon.js';
import { createActionProxy, HttpActionDispatcher } from 'masto/adapters/action/index.js';
import { HttpConfigImpl, type MastoHttpConfigProps } from 'masto/adapters/config/index.js';
import { BaseHttp } from 'masto/adapters/http/index.js';
import { SerializerNativeImpl } from 'masto/adapters/serializers/index.js';
import type { HttpRequestParams, HttpResponse } from 'masto/interfaces/index.js';
import { limitedAnswer } from '../../requests/limited-answer.js';

/** The library's client for one instance, with requests of our own: its own read an answer to its end, however long that is. */
export const restClient = (props: MastoHttpConfigProps): mastodon.rest.Client => {
  const http = new LimitedHttp(props);
  const dispatcher = new HttpActionDispatcher(http, new HttpActionDispatcherHookMastodon(http));
  return createActionProxy(dispatcher, { context: ['api'] });
};

class LimitedHttp extends BaseHttp {
  readonly #serializer = new SerializerNativeImpl();
  readonly #config: HttpConfigImpl;

  constructor(props: MastoHttpConfigProps) {
    super();
    this.#config = new HttpConfigImpl(props, this.#serializer);
  }

  override async request<Data>(asked: HttpRequestParams): Promise<HttpResponse<Data>> {
    try {
      const response = limitedAnswer(await this.#ask(asked));
      const { headers } = response;
      const data = this.#read(headers, await response.text());
      if (response.ok) return { headers, data: data as Data };
      throw refusal(response, data);
    } catch (error) {
      if ((error as Error).name !== 'TimeoutError') throw error;
      throw new MastoTimeoutError('The instance took too long', { cause: error });
    }
  }

  #ask({ method, path, search, body, encoding = 'json', requestInit }: HttpRequestParams): Promise<Response> {
    const content = this.#serializer.serialize(encoding as 'json', body) as RequestInit['body'];
    const { headers: given, ...init } = this.#config.mergeRequestInitWithDefaults(requestInit);
    const headers = new Headers(given);
    // Without it the platform calls words plain text.
    if (encoding === 'json' && content !== undefined) headers.set('content-type', 'application/json');
    // Not by way of a `Request`: its signal is lost with it.
    const asked = { ...init, method, headers, ...(content !== undefined && { body: content }) };
    return fetch(this.#config.resolvePath(path, search), asked);
  }

  #read(headers: Headers, text: string): unknown {
    const kind = headers.get('content-type')?.split(';')[0]!.trim();
    if (kind !== 'application/json') throw new MastoUnexpectedError(`The instance answered ${kind}`);
    try {
      return this.#serializer.deserialize('json', text);
    } catch {
      // The error of the library would carry all of the answer.
      throw new MastoUnexpectedError('The instance answered what is no JSON');
    }
  }
}

const refusal = (cause: Response, said: unknown): MastoHttpError => {
  const { error, errorDescription, ...rest } = (said ?? {}) as Record<string, unknown>;
  return new MastoHttpError(
    {
      statusCode: cause.status,
      ...{ message: error as string, description: errorDescription as string, additionalProperties: rest },
    },
    { cause },
  );
};
