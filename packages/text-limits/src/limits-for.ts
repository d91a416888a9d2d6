import { graphemesOf } from './graphemes.js';
import { limitsInName, nameOfLimits } from './limits-name.js';
import type { TextRule, TextRules } from './text-rules.js';

/** What a profile's own place allows in a post, where it tells: each instance of a network may choose. */
interface ToldLimits {
  charactersMax?: number | undefined;
  perAddress?: number | undefined;
  picturesMax?: number | undefined;
  pictureBytesMax?: number | undefined;
  altMax?: number | undefined;
  pictureTypes?: readonly string[] | undefined;
}

/** What decides how long an answer may be. */
interface Answer {
  audience: 'public' | 'private';
  /** Of the account that it leaves from. */
  settings?: Readonly<Record<string, unknown>>;
  /** Whose words it answers; some networks count their name. */
  handle?: string | null | undefined;
  /** What the account's own place allows in a post, as far as it has said so. */
  limits?: ToldLimits | null;
  /** What stands above the words; some networks count it with them. */
  warning?: string | null | undefined;
}

/** Of mail, and of a platform that says nothing. */
const unlimited = 'unlimited';

/**
 * Names the limits of an answer, for `measureText` and `splitText`, by what its platform declares: more where it takes more in private or from this
 * account, and others where the account's own place says so.
 */
export const limitsFor = (rules: TextRules | null | undefined, answer: Answer): string => {
  if (!rules) return unlimited;
  const { audience, settings = {}, handle, limits, warning } = answer;
  const rule = (audience === 'private' ? rules.private : undefined) ?? rules.public;
  // A place tells what its posts take.
  const told = rule === rules.public ? limits : undefined;
  return nameOfLimits({
    count: rule.count,
    max: told?.charactersMax ?? maxFor(rule, settings),
    bytesMax: rule.bytesMax,
    perAddress: told?.perAddress ?? rule.perAddress,
    shortMentions: rule.shortMentions,
    name: rule.countsName ? (handle ?? undefined) : undefined,
    warning: rule.countsWarning ? graphemesOf(warning ?? '').length : undefined,
    ...picturesFor(rule, told),
  });
};

const maxFor = ({ max, maxBySetting = {} }: TextRule, settings: Readonly<Record<string, unknown>>): number =>
  Math.max(
    max,
    ...Object.keys(maxBySetting).map((name) => (settings[name] === true ? maxBySetting[name]! : 0)),
  );

const picturesFor = ({ pictures }: TextRule, told: ToldLimits | null | undefined) =>
  pictures && {
    picturesMax: told?.picturesMax ?? pictures.max,
    pictureBytesMax: told?.pictureBytesMax ?? pictures.bytesMax,
    altMax: told?.altMax ?? pictures.altMax,
    pictureTypes: told?.pictureTypes ?? pictures.types,
  };

/** The same limits, with other words above the text. */
export const withWarning = (limits: string, warning: string): string => {
  const named = limitsInName(limits);
  return named.warning === undefined
    ? limits
    : nameOfLimits({ ...named, warning: graphemesOf(warning).length });
};
