import { createCipheriv } from 'node:crypto';
import { blocksOf } from '../blocks-of.js';
import { chunkNonce } from './chunk-nonce.js';
import { makeHeader } from './sealed-header.js';

/**
 * Seals a stream with a passphrase: a header, then chunks of AES-256-GCM. A chunk's nonce holds its place and whether it is
 * the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that chunks cannot be left out,
 * moved or cut off unnoticed. `cost` is scrypt's N; it stands in the header.
 */
export async function* seal(
  source: AsyncIterable<Uint8Array>,
  passphrase: string,
  cost?: number,
): AsyncGenerator<Uint8Array> {
  const { bytes, keys } = await makeHeader(passphrase, cost);
  yield bytes;
  let place = 0;
  for await (const block of blocksOf(source, keys.chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', keys.key, chunkNonce(place++, block.last));
    cipher.setAAD(keys.code);
    yield Buffer.concat([cipher.update(block.bytes), cipher.final(), cipher.getAuthTag()]);
  }
}
