/** So many authors at once, and such a part of them, do not delete: it is the network that does not find. */
const implausibleAuthors = 5;
const implausibleShare = 0.2;

/** Whether so much is missing, by whoever wrote it, that the network may be ill. One author may well delete all at once. */
export const isImplausible = (gone: readonly string[], authors: ReadonlyMap<string, string>): boolean => {
  const missing = new Set(gone.map((id) => authors.get(id) ?? id)).size;
  return missing > implausibleAuthors && missing > new Set(authors.values()).size * implausibleShare;
};
