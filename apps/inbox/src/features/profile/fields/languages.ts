import { languageName } from '../../../i18n/format';

/** Those that are offered; any other can be written as its BCP 47 tag. */
const tags =
  'ar bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk ms mt nl no pl pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

export const languageChoices = (): { value: string }[] =>
  tags.map((tag) => ({ value: languageName(tag) })).sort((a, b) => a.value.localeCompare(b.value));

/** The tag of a language by its name in the language of the page; what is no such name is taken for a tag itself. */
export const languageTag = (name: string): string =>
  tags.find((tag) => languageName(tag).toLowerCase() === name.trim().toLowerCase()) ?? name.trim();
