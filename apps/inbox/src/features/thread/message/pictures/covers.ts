import type { MessageView } from '@filo/contracts/http';
import { create } from 'zustand';

/** Marks by which its author, or its network, wishes pictures covered; below a content warning they are, as Mastodon covers them. */
const covering: readonly string[] = ['sensitive', 'possibly-sensitive', 'labelled', 'content-warning'];

/** Are the pictures of this message covered until somebody asks for them? Pure. */
export const isCovering = ({ marks }: Pick<MessageView, 'marks'>): boolean =>
  marks.some(({ code }) => covering.includes(code));

/** What was uncovered, by the ids of files: until the page is loaded anew, and nowhere else. */
const useUncovered = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

export const useIsUncovered = (id: string): boolean => useUncovered(({ ids }) => ids.has(id));

export const uncover = (id: string): void =>
  useUncovered.setState(({ ids }) => ({ ids: new Set([...ids, id]) }));

export const coverAgain = (id: string): void =>
  useUncovered.setState(({ ids }) => ({ ids: new Set([...ids].filter((one) => one !== id)) }));
