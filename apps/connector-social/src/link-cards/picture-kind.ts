const kinds = [
  { mediaType: 'image/jpeg', begins: /^\xff\xd8\xff/ },
  { mediaType: 'image/png', begins: /^\x89PNG/ },
  { mediaType: 'image/webp', begins: /^RIFF[\s\S]{4}WEBP/ },
];

/** By its first bytes, whatever it is called. */
export const pictureKind = (bytes: Buffer): string | undefined =>
  kinds.find(({ begins }) => begins.test(bytes.subarray(0, 16).toString('latin1')))?.mediaType;
