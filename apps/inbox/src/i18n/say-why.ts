import type { AccountView } from '@filo/contracts/http';
import { announcedReason } from '../ui/announced-words';
import { fullWhen, mediumWhen } from './format';
import { tOr } from './t';

type Why = NonNullable<AccountView['health']['why']>[number];

/** An instant is said as people here say it; one that is waited for with its weekday. */
const valuesOf = ({ with: named = {} }: Why): Record<string, unknown> => ({
  ...named,
  ...('at' in named && { at: mediumWhen(String(named['at'])) }),
  ...('until' in named && { until: fullWhen(String(named['until'])) }),
});

/** Undefined for a code that neither a catalog nor its channel has words for; whatever a network said in its own words can always be told. */
function sentenceOf(why: Why): string | undefined {
  const { code, with: named = {} } = why;
  const other = 'said' in named && 'network' in named ? tOr('why.refused', '', named) : '';
  const values = valuesOf(why);
  return tOr(`why.${code}`, announcedReason(code, values) ?? other, values) || undefined;
}

/** A reason in the language of the page; as its service said it in English where it has no code, or one of a later release. */
export function sayWhy(reason: string | null | undefined, why: readonly Why[] | undefined): string {
  const sentences = (why ?? []).map(sentenceOf);
  const isAll = sentences.length > 0 && sentences.every((one) => one !== undefined);
  return isAll ? sentences.join(' ') : (reason ?? '');
}
