import type { IdentityView, PersonDetail } from '@filo/contracts/http';
import type { MarkedMessage } from '../../../../state/marked-messages';

/** Why messages cannot be given to somebody else together. */
export type MarksFault = 'nothing-marked' | 'several-addresses';

/**
 * The one address that all marked messages came from, as it is known now; else why there is none. Whoever was told apart
 * from it before has a part of it, and then the address is known from the messages alone. Pure.
 */
export function addressOfMarks(
  { identities }: Pick<PersonDetail, 'identities'>,
  marked: readonly MarkedMessage[],
): IdentityView | MarksFault {
  const [first] = marked;
  if (first === undefined) return 'nothing-marked';
  if (marked.some(({ address }) => address.id !== first.address.id)) return 'several-addresses';
  return identities.find(({ id }) => id === first.address.id) ?? first.address;
}
