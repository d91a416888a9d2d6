/** What stands below is not looked at. */
export const headerBytesMax = 256 * 1024;

/** The header of a raw mail as Latin-1, still folded; it ends at the first empty line. */
export const headerTextOf = (raw: Uint8Array): string => {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headerBytesMax));
  const ends = [mail.indexOf('\n\r\n'), mail.indexOf('\n\n')].filter((at) => at >= 0);
  return mail.toString('latin1', 0, Math.min(mail.length, ...ends));
};
