import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.js';

export type { paths };

/** Filo's HTTP API with the types of its OpenAPI file: `client.GET('/api/v1/threads', { params: { query: { view: 'mine' } } })`. */
export type ApiClient = Client<paths>;

/** Sends the session cookie of the same origin; a script passes `headers: { authorization: 'Bearer …' }` and a `baseUrl`. */
export const createApiClient = (options: ClientOptions = {}): ApiClient =>
  createFetchClient<paths>({ credentials: 'same-origin', ...options });
