/** Bytes that sealing adds to each chunk. */
export const tagBytes = 16;

/** The key is new for every file, so counting from nothing never repeats a nonce. */
export const chunkNonce = (place: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(place), 3);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
};
