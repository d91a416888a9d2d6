import { languageName } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';

/** Those that are offered. */
const tags =
  'ar bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk ms mt nl no pl pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

/** By name in the language of the page, each with its BCP 47 tag; one that a list or form brought along stays among them. */
export const languageOptions = (now: string | null): { value: string; label: string }[] => [
  { value: '', label: t('profile.not-known') },
  ...[...new Set([...tags, ...(now === null ? [] : [now])])]
    .map((tag) => ({ value: tag, label: languageName(tag) }))
    .sort((a, b) => a.label.localeCompare(b.label)),
];
