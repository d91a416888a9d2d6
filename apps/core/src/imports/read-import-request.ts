import { importCreate, type ImportCreate } from '@filo/contracts/http';
import type { FastifyRequest } from 'fastify';
import '@fastify/multipart';
import { DomainError } from '../http/domain-error.js';
import { faultsOf } from '../http/validate-request.js';
import { fileName, uploadTooLarge } from '../uploads/take-upload.js';

export interface ImportRequest {
  fileName: string;
  bytes: Buffer;
  fields: Record<string, string>;
}

/** The file and the fields of a multipart request, in any order. */
export const readImportRequest = async (request: FastifyRequest): Promise<ImportRequest> => {
  if (!request.isMultipart())
    throw new DomainError(
      'unsupported-media-type',
      'Nothing was stored: send the list as multipart/form-data.',
    );
  const fields: Record<string, string> = {};
  let file: { fileName: string; bytes: Buffer } | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
    if (part.file.truncated) throw uploadTooLarge();
    file = { fileName: fileName(part.filename), bytes: Buffer.concat(chunks) };
  }
  if (!file)
    throw new DomainError('invalid-request', 'Nothing was stored: the request holds no file.', {
      reason: 'no-file',
    });
  return { ...file, fields };
};

/** What the fields ask for; `columns` is JSON, as a form cannot say a list otherwise. */
export const readImportFields = (fields: Readonly<Record<string, string>>): ImportCreate => {
  const { columns, ...rest } = fields;
  const parsed = importCreate.safeParse({ ...rest, columns: readJson(columns) });
  if (parsed.success) return parsed.data;
  const errors = faultsOf(parsed.error.issues);
  throw new DomainError('invalid-request', `Nothing was stored. ${errors[0]?.path}: ${errors[0]?.message}`, {
    errors,
  });
};

const readJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};
