/** One way to ask for less: what is left out, and the search without it. */
export interface LooserSearch {
  without: string;
  q: string;
}

const parts = /(?:(?:from|subject|file|channel):)?(?:"[^"]*"?|[^\s"]+)|"[^"]*"?/giu;

/** Every search that has one part less: a filter, a phrase or a word. None when there is but one. */
export function looserSearches(q: string): LooserSearch[] {
  const all = [...q.matchAll(parts)].map(([part]) => part);
  if (all.length < 2) return [];
  return all.map((without, left) => ({ without, q: all.filter((_, index) => index !== left).join(' ') }));
}
