const opening = '<div>-- <br>';
const closing = '</div>';

/** Words of ours without the signature that core put below them: it is folded, as those of others are. */
export const withoutSignature = (html: string, signature: string | null): string => {
  const from = signature ? html.indexOf(opening) : -1;
  const to = from < 0 ? -1 : html.indexOf(closing, from);
  return to < 0 ? html : html.slice(0, from) + html.slice(to + closing.length);
};
