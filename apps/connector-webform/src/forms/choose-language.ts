/**
 * The language of a page: `?lang=` where the form has it, else the best of Accept-Language (RFC 9110, 12.5.4), else the
 * form's first. `pt-BR` matches a form in `pt`, and the other way round.
 */
export const chooseLanguage = (
  offered: readonly string[],
  asked: string | undefined,
  acceptLanguage: string | undefined,
): string => {
  const wanted = [asked, ...rankedLanguages(acceptLanguage ?? '')].filter(
    (tag) => tag !== undefined && tag !== '',
  );
  for (const tag of wanted) {
    const match = bestMatch(offered, tag as string);
    if (match !== undefined) return match;
  }
  return offered[0] ?? 'en';
};

/** A label in this language, else in one the form has. */
export const inLanguage = (
  label: Readonly<Record<string, string>>,
  language: string,
  fallback: string,
): string =>
  label[language] ??
  label[bestMatch(Object.keys(label), language) ?? ''] ??
  label[fallback] ??
  Object.values(label)[0] ??
  '';

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

const bestMatch = (offered: readonly string[], tag: string): string | undefined =>
  offered.find((one) => one.toLowerCase() === tag.toLowerCase()) ??
  offered.find((one) => primary(one) === primary(tag));

const rankedLanguages = (header: string): string[] =>
  header
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters
        .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
        .find((q) => q !== undefined);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
