import { request } from './request';

/** Reads a list that has pages to its end. */
export async function requestAll<Item>(path: string, signal: AbortSignal): Promise<{ items: Item[] }> {
  const items: Item[] = [];
  for (let cursor: string | null = null; ;) {
    const page: { items: Item[]; next: string | null } = await request(path, { query: { cursor }, signal });
    items.push(...page.items);
    if (page.next === null) return { items };
    cursor = page.next;
  }
}
