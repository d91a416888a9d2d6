import { MessageSquareLock } from 'lucide-react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import type { Inviting } from './use-inviting';

/** Writes an invitation to go on in private into a public answer. */
export function InviteButton({ run, pending }: Inviting) {
  return (
    <Button size="small" tone="quiet" command="composer.invite" isDisabled={pending} onPress={run}>
      <MessageSquareLock className="size-4" aria-hidden />
      {t('command.composer.invite')}
    </Button>
  );
}
