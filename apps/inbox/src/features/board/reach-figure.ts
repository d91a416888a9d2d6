import type { BoardCard } from '@filo/contracts/http';

export const reachParts = ['followers', 'reposts', 'quotes', 'replies', 'likes'] as const;

/** Two digits say how far it went; from here on the others would only look exact. So would a sum of parts: who follows may be who liked it. */
const roundedFrom = 100;

/**
 * How many people it may have reached, in one figure: who follows its authors, and everybody who passed it on, answered or liked it.
 * Zero where the network tells nothing. Nothing is guessed of those who read it at somebody who passed it on.
 */
export const reachFigure = (reach: BoardCard['stormReach']): { people: number; isAbout: boolean } => {
  const sum = reachParts.reduce((total, part) => total + (reach[part] ?? 0), 0);
  const parts = reachParts.filter((part) => (reach[part] ?? 0) > 0);
  if (sum < roundedFrom) return { people: sum, isAbout: parts.length > 1 };
  const step = 10 ** (Math.floor(Math.log10(sum)) - 1);
  return { people: Math.round(sum / step) * step, isAbout: true };
};
