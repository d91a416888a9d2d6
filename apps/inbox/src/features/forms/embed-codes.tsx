import type { FormView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { CopyField } from '../../ui/copy-field';
import { iframeCode, scriptCode } from './embed-code';

/** Both ways to put a form on a site, and a word when no site may. */
export function EmbedCodes({ form, title }: { form: FormView; title: string }) {
  return (
    <div className="space-y-2">
      {form.definition.embedOrigins.length === 0 ? (
        <p className="rounded-input bg-warn-bg p-2.5 text-sm text-warn">{t('forms.no-origins')}</p>
      ) : null}
      <div className="grid gap-3 lg:grid-cols-2">
        <CopyField label={t('forms.embed-code')} text={scriptCode(form)} rows={5} />
        <CopyField label={t('forms.embed-iframe')} text={iframeCode(form, title)} rows={5} />
      </div>
    </div>
  );
}
