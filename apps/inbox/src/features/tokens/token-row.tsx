import type { ApiTokenView } from '@filo/contracts/http';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** One key: its name, when it was last used, until when it opens the door. */
export function TokenRow({ token, onRevoke }: { token: ApiTokenView; onRevoke(): void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-panel border border-line bg-surface px-4 py-2.5">
      <bdi className="font-medium">{token.name}</bdi>
      <span className="text-sm text-ink-3">
        {token.lastUsedAt ? t('tokens.used', { at: mediumWhen(token.lastUsedAt) }) : t('tokens.unused')} ·{' '}
        {token.expiresAt ? t('tokens.expires', { at: mediumWhen(token.expiresAt) }) : t('tokens.forever')}
      </span>
      <Button size="small" tone="danger" className="ms-auto" onPress={onRevoke}>
        {t('tokens.revoke')}
      </Button>
    </li>
  );
}
