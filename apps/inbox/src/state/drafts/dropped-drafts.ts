import { readStored, writeStored } from '../stored';

const storageKey = (agentId: string) => `filo.dropped.${agentId}`;

/** Drafts that were discarded here and that the server may still keep: until it knows, none of them is taken for one of another computer. */
export const droppedDrafts = (agentId: string): string[] => readStored<string[]>(storageKey(agentId), []);

export function noteDropped(agentId: string, id: string): void {
  writeStored(storageKey(agentId), [...new Set([...droppedDrafts(agentId), id])]);
}

export function forgetDropped(agentId: string, id: string): void {
  const left = droppedDrafts(agentId).filter((one) => one !== id);
  writeStored(storageKey(agentId), left.length > 0 ? left : undefined);
}
