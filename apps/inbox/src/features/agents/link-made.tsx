import type { AgentLinkMade } from '@filo/contracts/http';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';

interface LinkMadeProps {
  name: string;
  email: string;
  made: AgentLinkMade;
  onClose(): void;
}

/** The link, which is told this once, or where it was mailed to. */
export function LinkMade({ name, email, made: { url, until }, onClose }: LinkMadeProps) {
  return (
    <div className="space-y-4 p-4">
      <div role="status" className="space-y-2 rounded-panel border border-ok bg-ok-bg p-4">
        <p className="text-ok">{t(url ? 'agents.link-made' : 'agents.link-mailed', { name, email })}</p>
        {url ? <CopyField label={t('agents.link-of', { name })} text={url} rows={2} /> : null}
      </div>
      <p className="text-sm text-ink-2">{t('agents.link-once', { at: mediumWhen(until) })}</p>
      <div className="flex justify-end">
        <Button tone="primary" onPress={onClose} autoFocus>
          {t('action.done')}
        </Button>
      </div>
    </div>
  );
}
