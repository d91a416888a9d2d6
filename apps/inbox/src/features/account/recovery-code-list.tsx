import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';

/** The codes, this once. */
export function RecoveryCodeList({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <div className="space-y-4 p-5" role="status">
      <p className="text-ink-2">{t('account.codes-text')}</p>
      <CopyField label={t('account.codes-label')} text={codes.join('\n')} rows={codes.length} />
      <div className="flex justify-end">
        <Button tone="primary" onPress={onDone} autoFocus>
          {t('account.codes-kept')}
        </Button>
      </div>
    </div>
  );
}
