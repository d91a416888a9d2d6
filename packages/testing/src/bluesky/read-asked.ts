import { lexicons } from '@atproto/api';
import type { IncomingMessage } from 'node:http';
import type { Asked } from './xrpc-methods.js';
import { XrpcRefusal } from './xrpc-refusal.js';

/** A request as its lexicon has it; what the lexicon refuses is refused in its words. */
export const readAsked = async (request: IncomingMessage, url: URL, method: string): Promise<Asked> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const mediaType = request.headers['content-type'] ?? '';
  const isJson = mediaType.startsWith('application/json');
  const body = isJson ? bytes.toString() : '';
  const input = body === '' ? { bytes, mediaType } : (JSON.parse(body) as Record<string, unknown>);
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  try {
    const params = paramsOf(url, method);
    if (body !== '') lexicons.assertValidXrpcInput(method, input);
    return {
      params: (lexicons.assertValidXrpcParams(method, params) ?? {}) as Asked['params'],
      input,
      token,
    };
  } catch (error) {
    throw new XrpcRefusal(400, 'InvalidRequest', (error as Error).message);
  }
};

/** By the kinds that the lexicon names, for an address holds only text. */
const paramsOf = (url: URL, method: string): Record<string, unknown> => {
  const definition = lexicons.getDef(method);
  if (definition?.type !== 'query' || !definition.parameters) return {};
  const params: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(definition.parameters.properties)) {
    const given = url.searchParams.getAll(name);
    if (given.length > 0) params[name] = valueOf(type, given);
  }
  return params;
};

const valueOf = (type: string, given: readonly string[]): unknown => {
  if (type === 'array') return given;
  if (type === 'integer') return Number(given[0]);
  return type === 'boolean' ? given[0] === 'true' : given[0];
};
