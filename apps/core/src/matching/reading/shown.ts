import { tokenOf, type TokenKind } from '../keys/token.js';

/** One thing that an identity shows of itself, by which another that shows the same is found. */
export interface Shown {
  kind: TokenKind;
  /** As an agent would read it. */
  value: string;
  /** Kept, so that others find it. */
  token: number;
  /** Looked for among what others show. */
  wanted: number;
  /** What a fact answers. */
  field?: string;
  /** Stands where people speak of themselves: in a signature, a bio, a form. */
  ofThemselves: boolean;
}

/** Who names an account or an address meets who has it, not others who name it too. */
const counterpart: Partial<Record<TokenKind, TokenKind>> = {
  handle: 'own-handle',
  'own-handle': 'handle',
  address: 'own-address',
  'own-address': 'address',
};

/** `key` is what must be equal; by default the value itself. */
export const shown = (
  kind: TokenKind,
  value: string,
  { key = value, ofThemselves = true, field }: { key?: string; ofThemselves?: boolean; field?: string } = {},
): Shown => ({
  kind,
  value,
  token: tokenOf(kind, key),
  wanted: tokenOf(counterpart[kind] ?? kind, key),
  ofThemselves,
  ...(field !== undefined && { field }),
});
