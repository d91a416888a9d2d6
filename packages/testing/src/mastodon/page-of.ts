const limitDefault = 40;

/**
 * A page of what sorts by id, oldest first as given, newest first as answered: `min_id` begins right above an id, `since_id`
 * takes the newest above it, `max_id` what is below.
 */
export const pageOf = <Item extends { id: string }>(all: readonly Item[], query: URLSearchParams): Item[] => {
  const limit = Math.min(Number(query.get('limit') ?? limitDefault), 80);
  const [min, since, max] = ['min_id', 'since_id', 'max_id'].map((name) => query.get(name));
  const above = min ?? since ?? undefined;
  const within = all
    .filter(
      ({ id }) => (above === undefined || BigInt(id) > BigInt(above)) && (!max || BigInt(id) < BigInt(max)),
    )
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const page = min === null || min === undefined ? within.slice(-limit) : within.slice(0, limit);
  return page.toReversed();
};
