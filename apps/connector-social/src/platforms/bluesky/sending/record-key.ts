const letters = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * The key under which an answer is posted, always the same for the same message: a second attempt meets the first. It has the
 * shape that the network asks for (a TID: microseconds and ten bits more, in thirteen letters); both come from the message's id,
 * a UUIDv7. Of an answer in several parts each has a key of its own, and they sort as they are read.
 */
export const recordKeyOf = (messageId: string, part = 0): string => {
  const hex = messageId.replaceAll('-', '');
  const milliseconds = BigInt(`0x${hex.slice(0, 12)}`);
  const random = BigInt(`0x${hex.slice(13, 16)}${hex.slice(17)}`);
  let value =
    ((milliseconds * 1_000n + (random % 1_000n) + BigInt(part)) << 10n) | ((random / 1_000n) % 1_024n);
  let key = '';
  for (let place = 0; place < 13; place += 1, value >>= 5n) key = letters[Number(value & 31n)]! + key;
  return key;
};
