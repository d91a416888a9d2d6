import type { FastifyRequest } from 'fastify';
import { uploadLimits } from '../pages/upload-limits.js';
import type { Posted } from '../submissions/submission.js';
import { acceptsHtml } from './form-context.js';
import { HttpProblem } from './problem.js';
import { readMultipart, tooLarge, type Reading } from './read-multipart.js';

const multipartSlack = 1024 * 1024;

/** Reads JSON, an ordinary form post or a multipart one; files go to `folder`, never into memory. */
export const readPosted = async (
  request: FastifyRequest,
  folder: string,
  reading: Reading,
): Promise<Posted['kind']> => {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const isMultipart = type === 'multipart/form-data';
  const limit = isMultipart ? uploadLimits.totalBytes + multipartSlack : uploadLimits.textBytes;
  const isTooLarge = Number(request.headers['content-length'] ?? 0) > limit;
  // Of a browser's upload what was typed is read all the same: the page that says no shows it again.
  if (isTooLarge && !(isMultipart && acceptsHtml(request))) throw tooLarge();
  if (isMultipart) {
    await readMultipart(request, folder, reading);
    return 'form';
  }
  if (type === 'application/x-www-form-urlencoded') {
    for (const [name, value] of new URLSearchParams(await readText(request))) reading.values[name] = value;
    return 'form';
  }
  if (type === 'application/json' || type.endsWith('+json')) {
    Object.assign(reading.values, parseObject(await readText(request)));
    return 'json';
  }
  throw new HttpProblem(
    415,
    'unsupported-media-type',
    'Send JSON, application/x-www-form-urlencoded or multipart/form-data.',
  );
};

const readText = async (request: FastifyRequest): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The line outlives the refusal, or nobody would read it.
  const body = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > uploadLimits.textBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseObject = (text: string): Record<string, unknown> => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new HttpProblem(
    400,
    'unreadable-json',
    'The body is no JSON object. Send the form’s fields as one object.',
  );
};
