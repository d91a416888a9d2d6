import type { Problem } from '@filo/contracts/http';
import { sessionExpired } from '../../state/session-expiry';
import { ApiError, UnreachableError } from './api-error';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, or as the form that it is. */
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string | number | boolean | null | undefined>;
  signal?: AbortSignal;
  /** Of an undo: what it undoes. Refused when somebody changed it since. */
  undoes?: string;
}

/** What a change answered, and by what it is undone; null: it changed nothing, so there is nothing to undo. */
export interface Changed<T> {
  answer: T;
  change: string | null;
}

export const apiBase = '/api/v1';

const queryString = (query: RequestOptions['query'] = {}) => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  return parameters.size ? `?${parameters.toString()}` : '';
};

/** Makes a {@link Problem} of whatever a server or a proxy before it sent. */
export function readProblem(status: number, body: unknown): Problem {
  const given = (typeof body === 'object' && body ? body : {}) as Partial<Problem>;
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? `HTTP ${status}`,
    status,
    detail: given.detail ?? '',
    code: given.code ?? `http-${status}`,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
    ...(Array.isArray(given.whys) ? { whys: given.whys } : {}),
    ...(given.errors ? { errors: given.errors } : {}),
  };
}

/**
 * Asks the API. Rejects with {@link ApiError} when it refuses and {@link UnreachableError} when no answer came. A lost
 * session is announced once to the whole page, which asks to sign in again and keeps everything that was typed.
 */
export const request = async <T>(path: string, options: RequestOptions = {}): Promise<T> =>
  (await ask(path, options)).answer as T;

/** The same of what can be undone. */
export async function requestChange<T>(path: string, options: RequestOptions = {}): Promise<Changed<T>> {
  const { answer, response } = await ask(path, options);
  return { answer: answer as T, change: response.headers.get('etag') };
}

async function ask(path: string, options: RequestOptions): Promise<{ answer: unknown; response: Response }> {
  const { method = 'GET', body, headers, query, signal, undoes } = options;
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`${apiBase}${path}${queryString(query)}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(undoes === undefined ? {} : { 'if-match': undoes }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new UnreachableError(error);
  }
  const text = await response.text();
  const parsed = parseJson(text);
  if (response.ok) return { answer: parsed, response };
  const problem = readProblem(response.status, parsed);
  if (isSessionLost(problem) && path !== '/session') sessionExpired.getState().expire();
  throw new ApiError(problem, parsed);
}

/** A wrong password or code is refused with 401 as well; a proxy in between says nothing but the number. */
const isSessionLost = ({ status, code }: Problem): boolean =>
  status === 401 && (code === 'not-signed-in' || code === 'http-401');

function parseJson(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
