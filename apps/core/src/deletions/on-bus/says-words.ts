/**
 * Whether an event of the bus can hold what somebody else said. What we said stays, whoever deleted it; a deletion stays, so that whoever reads all of it again
 * empties it again. Of anything that lies in a stream. Pure.
 */
export const saysWords = (event: unknown): boolean => {
  if (typeof event !== 'object' || event === null) return false;
  const { type, direction } = event as { type?: unknown; direction?: unknown };
  return type !== 'deleted' && type !== 'receipt' && direction !== 'outbound';
};
