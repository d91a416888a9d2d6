import { MessageSquareLock } from 'lucide-react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';

/** Invites whoever is answered in public to go on in private. */
export function InviteButton({ run }: { run(): void }) {
  return (
    <Button size="small" tone="quiet" command="composer.invite" onPress={run}>
      <MessageSquareLock className="size-4" aria-hidden />
      {t('command.composer.invite')}
    </Button>
  );
}
