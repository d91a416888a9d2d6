/** The address in the body of a form; a field sent twice, or a body of another kind, holds none. */
export const typedAddress = (body: unknown): string => {
  const typed = typeof body === 'object' && body !== null && 'address' in body ? body.address : '';
  return typeof typed === 'string' ? typed : '';
};
