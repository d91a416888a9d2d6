import type { IdentityView } from '@filo/contracts/http';
import { Fragment } from 'react';
import { identityLabel, isPlainAddress } from '../data/identity-label';
import { channelName } from './channel-glyph';

/** Without a kind: nothing but the address is known. */
type KnownAddress = Pick<IdentityView, 'key' | 'handle'> & { kind: string | null };

/** An address as people know it, with its network; the number by which the network knows it is left to the tooltip. */
export function IdentityWords({ identity }: { identity: KnownAddress }) {
  const { kind, key } = identity;
  const label = identityLabel(identity);
  return (
    <>
      <bdi title={label === key ? undefined : key}>{label}</bdi>
      {kind === null || isPlainAddress(kind) ? null : ` (${channelName(kind)})`}
    </>
  );
}

/** The addresses of somebody, on one line. */
export function ListOfIdentities({ identities }: { identities: readonly IdentityView[] }) {
  return identities.map((identity, index) => (
    <Fragment key={identity.id}>
      {index > 0 ? ', ' : null}
      <IdentityWords identity={identity} />
    </Fragment>
  ));
}
