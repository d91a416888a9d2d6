import { PermanentError } from '@filo/connector';
import { safeRequests } from '../../../requests/safe-requests.js';

/** What is asked here is small and answered at once; whoever runs the instance may be anybody. */
const limits = { bytesMax: 1_000_000, timeoutMs: 8_000 };

interface Asked {
  body?: Readonly<Record<string, unknown>>;
  token?: string;
}

/** The instance that an account lives at, which its address alone names: it speaks for its own accounts, and for no others. */
export class Instance {
  readonly #request: typeof fetch;

  /** `ours`: the instance of our own account, on this machine or not. */
  constructor(
    readonly origin: string,
    ours: string,
  ) {
    this.#request = safeRequests(ours, limits);
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  /** `answer`: undefined where it is not JSON. Follows nowhere; throws `PermanentError` when nobody answers. */
  async ask(path: string, { body, token }: Asked = {}): Promise<{ status: number; answer: unknown }> {
    try {
      const response = await this.#request(`${this.origin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, answer: jsonIn(await response.text()) };
    } catch (error) {
      throw new PermanentError(
        'unavailable',
        `${this.host} cannot be asked (${(error as Error).message}). Nothing was joined.`,
        { cause: error },
      );
    }
  }
}

/** Where an account is at home, by its permanent address. Throws `PermanentError` for what is no such address. */
export const homeOf = (key: string): string => {
  const url = URL.canParse(key) ? new URL(key) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return url.origin;
  throw new PermanentError('no-home', `Nobody knows where ${key} signs in.`);
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
