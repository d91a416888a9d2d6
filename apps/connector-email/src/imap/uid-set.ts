/** UIDs as a command names them (RFC 3501, sequence-set); neighbours as a range: `1:3,7`. */
export const uidSet = (uids: readonly number[]): string => {
  const ranges: { first: number; last: number }[] = [];
  for (const uid of uids) {
    const range = ranges.at(-1);
    if (range !== undefined && uid === range.last + 1) range.last = uid;
    else ranges.push({ first: uid, last: uid });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
};
