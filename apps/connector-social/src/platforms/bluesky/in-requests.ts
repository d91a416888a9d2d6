/** The most that one request may name. */
const postsPerRequest = 25;

/** Parts of a list, each as long as one request may name. */
export const inRequests = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / postsPerRequest) }, (_, index) =>
    items.slice(index * postsPerRequest, (index + 1) * postsPerRequest),
  );
