import type { BlockTarget, IdentityView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';

/** One thing that can be blocked, in words. */
export interface BlockChoice {
  id: string;
  label: string;
  target: BlockTarget;
}

/** The addresses of a person that are not ours and not blocked, and then the domains of their mail. */
export function blockChoices(identities: readonly IdentityView[]): BlockChoice[] {
  const open = identities.filter(({ ours, blocked, kind }) => !ours && !blocked && kind !== 'part');
  const domains = open.flatMap(({ kind, key }) =>
    kind === 'mail' ? [key.slice(key.lastIndexOf('@') + 1)] : [],
  );
  return [
    ...open.map(({ id, key, handle }) => ({ id, label: handle ?? key, target: { identityId: id } })),
    ...[...new Set(domains)].map((domain) => ({
      id: `@${domain}`,
      label: t('block.all-of', { domain }),
      target: { domain },
    })),
  ];
}
