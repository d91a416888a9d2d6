import type { FastifyRequest } from 'fastify';
import { rm } from 'node:fs/promises';
import { uploadLimits } from '../pages/upload-limits.js';
import type { Posted, ReceivedFile } from '../submissions/submission.js';
import { HttpProblem } from './problem.js';
import { storeUpload } from './store-upload.js';

const multipartSlack = 1024 * 1024;

/** What has been read so far; filled while reading, so that a refused upload still keeps what was typed. */
export interface Reading {
  values: Record<string, unknown>;
  files: ReceivedFile[];
}

const tooLargeProblem = () =>
  new HttpProblem(
    413,
    'too-large',
    `The upload is too large: at most ${uploadLimits.fileBytes} bytes a file and ${uploadLimits.totalBytes} together. Nothing was kept.`,
  );

/** Reads JSON, an ordinary form post or a multipart one; files go to `folder`, never into memory. */
export const readPosted = async (
  request: FastifyRequest,
  folder: string,
  reading: Reading,
): Promise<Posted['kind']> => {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const isMultipart = type === 'multipart/form-data';
  const limit = isMultipart ? uploadLimits.totalBytes + multipartSlack : uploadLimits.textBytes;
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLargeProblem();
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
  for await (const chunk of request.raw as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > uploadLimits.textBytes) throw tooLargeProblem();
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

const readMultipart = async (request: FastifyRequest, folder: string, reading: Reading): Promise<void> => {
  let total = 0;
  const count = (bytes: number) => {
    total += bytes;
    if (total > uploadLimits.totalBytes) throw tooLargeProblem();
  };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        reading.values[part.fieldname] = part.value;
        continue;
      }
      const path = `${folder}/${reading.files.length}`;
      const { fieldname: field, filename: name, mimetype: declaredType } = part;
      const file = await storeUpload(part.file, path, { field, name, declaredType, count });
      if (part.file.truncated) throw tooLargeProblem();
      // A file input that nobody used is sent as an empty file without a name.
      if (file.bytes > 0 || file.name !== undefined) reading.files.push(file);
      else await rm(path);
    }
  } catch (error) {
    throw problemOf(error, request);
  }
};

const problemOf = (error: unknown, { server }: FastifyRequest): unknown => {
  const { RequestFileTooLargeError, FilesLimitError, FieldsLimitError, PartsLimitError } =
    server.multipartErrors;
  if (error instanceof HttpProblem) return error;
  if (error instanceof RequestFileTooLargeError) return tooLargeProblem();
  if ([FilesLimitError, FieldsLimitError, PartsLimitError].some((kind) => error instanceof kind)) {
    return new HttpProblem(
      413,
      'too-many-parts',
      `A submission holds at most ${uploadLimits.files} files. Nothing was kept.`,
    );
  }
  if (error instanceof Error && /multipart|boundary|unexpected end|malformed/i.test(error.message)) {
    return new HttpProblem(
      400,
      'unreadable-form',
      'The form post ended early or cannot be read. Nothing was kept; send it again.',
    );
  }
  return error;
};
