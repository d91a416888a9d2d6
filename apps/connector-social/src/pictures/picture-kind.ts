const kinds = [
  { mediaType: 'image/jpeg', ending: 'jpg', begins: /^\xff\xd8\xff/ },
  { mediaType: 'image/png', ending: 'png', begins: /^\x89PNG/ },
  { mediaType: 'image/webp', ending: 'webp', begins: /^RIFF[\s\S]{4}WEBP/ },
  { mediaType: 'image/gif', ending: 'gif', begins: /^GIF8/ },
];

/** By its first bytes, whatever it is called. */
export const pictureKind = (bytes: Buffer): { mediaType: string; ending: string } | undefined =>
  kinds.find(({ begins }) => begins.test(bytes.subarray(0, 16).toString('latin1')));
