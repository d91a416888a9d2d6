import type { ReplyOptions } from '@filo/contracts/http';
import { isPlainAddress } from '../../data/identity-label';
import { sayWhy } from '../../i18n/say-why';
import type { Draft } from '../../state/drafts/draft';

export interface Recipient {
  address: string;
  /** What a reader knows them by: a handle, where the address is a number. */
  shown: string;
  role: 'to' | 'cc';
  reason: string;
  removable: boolean;
}

type Offer = ReplyOptions['offered'][number];

const defaults = (options: ReplyOptions) => options.to.map((one) => one.identity.key);

/** A mail address may have been typed in another way, which is no name in a network. */
export const calledThere = ({ kind, key, handle }: Offer['identity']): string =>
  handle && !isPlainAddress(kind) ? `@${handle}` : key;

/** Exactly whom this draft would reach. */
export function recipientsOf(options: ReplyOptions, draft: Draft | undefined): Recipient[] {
  const to = draft?.to ?? defaults(options);
  const known = [...options.to, ...options.offered];
  const told = (address: string) => {
    const one = known.find(({ identity }) => identity.key === address);
    return {
      address,
      shown: one ? calledThere(one.identity) : address,
      reason: one ? sayWhy(one.reason, one.why) : '',
    };
  };
  return [
    ...to.map((address) => ({
      ...told(address),
      role: 'to' as const,
      removable: to.length > 1,
    })),
    ...(draft?.cc ?? []).map((address) => ({
      ...told(address),
      role: 'cc' as const,
      removable: true,
    })),
  ];
}

/** The draft with one more recipient, added by the agent's own click. */
export const addRecipient = (
  options: ReplyOptions,
  draft: Draft | undefined,
  offer: Offer,
): Partial<Draft> =>
  offer.role === 'cc'
    ? { cc: [...(draft?.cc ?? []), offer.identity.key] }
    : { to: [...(draft?.to ?? defaults(options)), offer.identity.key] };

/** The draft without a recipient; one always stays. */
export const removeRecipient = (
  options: ReplyOptions,
  draft: Draft | undefined,
  gone: Recipient,
): Partial<Draft> =>
  gone.role === 'cc'
    ? { cc: (draft?.cc ?? []).filter((address) => address !== gone.address) }
    : { to: (draft?.to ?? defaults(options)).filter((address) => address !== gone.address) };
