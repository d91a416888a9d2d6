import { ScrollText } from 'lucide-react';
import { t } from '../../../i18n/t';
import { IconButton } from '../../../ui/icon-button';

/** Opens the scripts. */
export function ScriptButton({ run }: { run(): void }) {
  return (
    <IconButton label={t('command.composer.script')} command="composer.script" onPress={run}>
      <ScrollText className="size-4" aria-hidden />
    </IconButton>
  );
}
