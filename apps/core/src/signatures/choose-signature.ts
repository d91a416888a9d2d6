interface Written {
  teamId: string | null;
  language: string | null;
}

/**
 * Of those written, the one that stands below an answer: of the first of `teamIds` that has one in their language or for every language, else of no
 * team. In `it-CH` also what is written in `it`. Undefined: none. Pure.
 */
export const chooseSignature = <S extends Written>(
  written: readonly S[],
  { teamIds, language }: { teamIds: readonly string[]; language: string | null },
): S | undefined => {
  for (const teamId of [...teamIds, null]) {
    const found = inLanguage(
      written.filter((one) => one.teamId === teamId),
      language?.toLowerCase(),
    );
    if (found) return found;
  }
  return undefined;
};

const inLanguage = <S extends Written>(written: readonly S[], wanted: string | undefined): S | undefined =>
  written.find(({ language }) => language !== null && language.toLowerCase() === wanted) ??
  written.find(
    ({ language }) => language !== null && wanted !== undefined && base(language) === base(wanted),
  ) ??
  written.find(({ language }) => language === null);

const base = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];
