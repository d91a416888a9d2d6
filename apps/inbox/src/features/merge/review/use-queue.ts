import type { SuggestionPage, SuggestionView } from '@filo/contracts/http';
import { useState } from 'react';

/** The pair to look at, and how far one has come. What is skipped comes again only when one asks for it. */
export function useQueue(page: SuggestionPage | undefined) {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [decided, setDecided] = useState(0);
  const waiting = page?.items ?? [];
  const pair: SuggestionView | undefined = waiting.find(({ id }) => !skipped.has(id));
  const passed = decided + waiting.filter(({ id }) => skipped.has(id)).length;
  return {
    pair,
    at: passed + 1,
    total: decided + waiting.length,
    more: page?.next != null,
    skipped: skipped.size,
    decided: () => setDecided((count) => count + 1),
    skip: () => pair && setSkipped((ids) => new Set([...ids, pair.id])),
    again: () => setSkipped(new Set()),
  };
}
