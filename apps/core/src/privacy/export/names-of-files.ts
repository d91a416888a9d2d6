/** Names that a zip can hold on every system: no folders, no control characters, no names that Windows keeps for itself, not too long. Pure. */
export const safeName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/\.{2,}/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const [stem, end] =
    dot > 0 && plain.length - dot <= 12 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
  const short = [...stem].slice(0, 80).join('');
  return `${short === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `file${short}` : short}${end}`;
};

/** `0007-2026-01-05`: sorts as the thread does. Pure. */
export const stemOf = (place: number, at: string): string =>
  `${String(place + 1).padStart(4, '0')}-${at.slice(0, 10)}`;
