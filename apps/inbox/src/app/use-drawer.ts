import { useState } from 'react';

/** A drawer that belongs to one person: another person finds it closed. */
export function useDrawer(owner: string | null): { open: boolean; toggle(): void; close(): void } {
  const [openFor, setOpenFor] = useState<string | null>(null);
  const open = owner !== null && openFor === owner;
  return { open, toggle: () => setOpenFor(open ? null : owner), close: () => setOpenFor(null) };
}
