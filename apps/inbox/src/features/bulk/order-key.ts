import type { BulkOrder } from '@filo/contracts/http';
import type { Picked } from '../../state/picked-people';

/** An order that was given, and of which nobody heard whether it was done. */
interface Unheard {
  said: string;
  ids: Picked['ids'];
  key: string;
}

let unheard: Unheard | undefined;

/**
 * The idempotency key of an order: that of the last one where its answer was lost, nobody was picked anew since and the same is wanted. Whoever
 * presses again then means the order that may be done already.
 */
export function keyOf(order: BulkOrder, { ids }: Picked): string {
  const said = JSON.stringify(order);
  if (unheard?.said !== said || unheard.ids !== ids) unheard = { said, ids, key: crypto.randomUUID() };
  return unheard.key;
}

/** The order of this key was answered: the next one is another. One that was given beside it may still be unheard of. */
export const heard = (key: string): void => {
  if (unheard?.key === key) unheard = undefined;
};
