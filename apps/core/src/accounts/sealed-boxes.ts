/**
 * Secrets of an account are stored as `<name>:<box>` with spaces between: core sees which there are and can keep or drop
 * each, and opens none. A box without a name holds whatever a connector sealed for itself.
 */
export const joinSealed = (...boxes: readonly (string | undefined)[]): string | undefined => {
  const present = boxes.filter((box) => box !== undefined && box !== '');
  return present.length === 0 ? undefined : present.join(' ');
};

/** What stays of the stored boxes when these secrets go. */
export const dropSealed = (stored: string | null, names: readonly string[]): string | undefined =>
  joinSealed(...(stored ?? '').split(' ').filter((box) => !names.includes(box.split(':')[0] ?? '')));

/** Which secrets are stored. */
export const sealedNames = (stored: string | null): string[] =>
  (stored ?? '').split(' ').flatMap((box) => (box.includes(':') ? [box.split(':')[0]!] : []));
