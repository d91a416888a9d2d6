import { isProofSecret, mintProofToken, readProofToken } from './proof-secret.js';

const id = '01890000-0000-7000-8000-000000000001';

it('finds the request by the token, and takes no other secret', () => {
  const { token, hash } = mintProofToken(id);
  const read = readProofToken(token)!;
  expect(read.id).toBe(id);
  expect(isProofSecret(hash, read.secret)).toBe(true);
  const other = readProofToken(mintProofToken(id).token)!;
  expect(isProofSecret(hash, other.secret)).toBe(false);
});

it.each(['', id, `${id}.`, `${id}.short`, `${id}.${'a'.repeat(44)}`, `x${id}.${'a'.repeat(43)}`])(
  'knows "%s" for none of ours',
  (token) => expect(readProofToken(token)).toBeUndefined(),
);
