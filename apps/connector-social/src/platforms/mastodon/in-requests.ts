/** The most that one request may name. */
const postsPerRequest = 20;

/** Parts of a list, each as long as one request may name. */
export const inRequests = <Item>(items: readonly Item[], perRequest = postsPerRequest): Item[][] =>
  Array.from({ length: Math.ceil(items.length / perRequest) }, (_, index) =>
    items.slice(index * perRequest, (index + 1) * perRequest),
  );
