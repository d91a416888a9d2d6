import { create } from 'zustand';

/** Whom an agent wants to block: one of these people, one address of theirs, or with neither a domain that they type. */
export interface BlockRequest {
  personId?: string;
  identityId?: string;
}

export const useBlockRequest = create<{ open: BlockRequest | null }>(() => ({ open: null }));
export const askBlock = (open: BlockRequest | null): void => useBlockRequest.setState({ open });
