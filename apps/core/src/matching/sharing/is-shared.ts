import { isRoleAddress } from '../keys/role-address.js';

export interface MaybeShared {
  kind: string;
  key: string;
  shared: boolean;
  /** Whether an agent or experience said so; null: nobody has spoken yet. */
  sharedBy: string | null;
}

/**
 * Whether several people write from an address. What its messages teach is learnt beside ingest, and an address may be of
 * nobody who wrote yet: until somebody has spoken, its name decides, as in info@. Pure.
 */
export const isShared = ({ kind, key, shared, sharedBy }: MaybeShared): boolean =>
  shared || (sharedBy === null && kind === 'mail' && isRoleAddress(key));
