import { headers as newHeaders, type MsgHdrs } from '@nats-io/nats-core';
import { sha256Hex, type BlobRef } from '@filo/contracts';
import type { Blobs } from '../blobs.js';

/**
 * Bodies above this size travel as a blob and the message only names it: a worker may hold 1,500 messages, and no
 * mail, however long, may be too large for the bus.
 */
const bodyBytesMax = 128 * 1024;
const bodyHeader = 'Filo-Body';

export interface PackedBody {
  data: Uint8Array;
  headers: MsgHdrs;
}

/** Puts a large body aside as a blob first. Rejects as `Blobs.put` does. */
export async function packBody(body: Uint8Array, blobs: Blobs): Promise<PackedBody> {
  const headers = newHeaders();
  if (body.length <= bodyBytesMax) return { data: body, headers };
  const ref = await blobs.put(body);
  headers.set(bodyHeader, `${ref.sha256}:${ref.bytes}`);
  return { data: new Uint8Array(0), headers };
}

/** Where the body was put aside; `undefined` when the message carries it itself. */
export function bodyAside(headers: MsgHdrs | undefined): BlobRef | undefined {
  const value = headers?.get(bodyHeader);
  if (value === undefined || value === '') return undefined;
  const [sha256, bytes] = value.split(':');
  return { sha256: sha256Hex.parse(sha256), bytes: Number(bytes) };
}

/** The whole body. Rejects with `PermanentError('blob-missing')` when it was put aside and is gone. */
export async function unpackBody(
  message: { data: Uint8Array; headers?: MsgHdrs },
  blobs: Blobs,
): Promise<Uint8Array> {
  const aside = bodyAside(message.headers);
  return aside === undefined ? message.data : blobs.get(aside);
}

export const bodyBytes = (message: { data: Uint8Array; headers?: MsgHdrs }): number =>
  bodyAside(message.headers)?.bytes ?? message.data.length;
