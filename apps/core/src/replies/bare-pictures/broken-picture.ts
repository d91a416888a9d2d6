/** What cannot be read as the picture that it claims to be: nobody knows what is in it. */
export class BrokenPicture extends Error {
  override name = 'BrokenPicture';
}

/** The bytes from `at` on, where all of them are there. */
export const cut = (bytes: Buffer, at: number, length: number): Buffer => {
  if (at + length > bytes.length) throw new BrokenPicture('It ends too early.');
  return bytes.subarray(at, at + length);
};
