import { cutAfter } from '@filo/service';
import type { FastifyRequest } from 'fastify';
import { rm } from 'node:fs/promises';
import { uploadLimits } from '../pages/upload-limits.js';
import type { ReceivedFile } from '../submissions/submission.js';
import { HttpProblem } from './problem.js';
import { storeUpload } from './store-upload.js';

/** What has been read so far; filled while reading, so that a refused upload still keeps what was typed. */
export interface Reading {
  values: Record<string, unknown>;
  files: ReceivedFile[];
}

export const tooLarge = () =>
  new HttpProblem(
    413,
    'too-large',
    `The upload is too large: at most ${uploadLimits.fileBytes} bytes a file and ${uploadLimits.totalBytes} together. Nothing was kept.`,
  );

/**
 * Reads fields into memory and files into `folder`. Of an upload above the limits no more is kept, but all is read, so that
 * the fields behind it are known too; then it throws.
 */
export const readMultipart = async (
  request: FastifyRequest,
  folder: string,
  reading: Reading,
): Promise<void> => {
  let total = 0;
  let fits = true;
  const take = (bytes: number) => (fits &&= (total += bytes) <= uploadLimits.totalBytes);
  cutAfter(request.raw);
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        reading.values[part.fieldname] = part.value;
        continue;
      }
      const path = `${folder}/${reading.files.length}`;
      const { fieldname: field, filename: name, mimetype: declaredType } = part;
      const file = await storeUpload(part.file, path, { field, name, declaredType, take });
      fits &&= !part.file.truncated;
      // A file input that nobody used is sent as an empty file without a name.
      if (fits && (file.bytes > 0 || file.name !== undefined)) reading.files.push(file);
      else await rm(path);
    }
  } catch (error) {
    throw problemOf(error, request);
  }
  if (!fits) throw tooLarge();
};

const problemOf = (error: unknown, { server }: FastifyRequest): unknown => {
  const { FilesLimitError, FieldsLimitError, PartsLimitError } = server.multipartErrors;
  if (error instanceof HttpProblem) return error;
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
