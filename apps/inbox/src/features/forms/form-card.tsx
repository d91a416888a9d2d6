import type { FormView } from '@filo/contracts/http';
import { ExternalLink } from 'lucide-react';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { HealthMark } from '../../ui/health-mark';
import { EmbedCodes } from './embed-codes';
import { FormActions } from './form-actions';
import { labelIn } from './form-draft';

/** One form: where it stands, whether it takes messages, and what can be done with it. */
export function FormCard({ form, onEdit }: { form: FormView; onEdit: (() => void) | undefined }) {
  const title = labelIn(form.definition.title, form.definition.languages[0] ?? 'en');
  const isPaused = form.state === 'paused';
  return (
    <article className="space-y-3 rounded-panel border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-md font-semibold wrap-anywhere">
          <bdi>{title}</bdi>
        </h2>
        <code className="font-mono text-sm text-ink-3">{form.key}</code>
        <HealthMark state={isPaused ? 'paused' : form.health.state} />
        <span className="text-sm text-ink-3">
          {t('forms.summary', {
            fields: form.definition.fields.length,
            languages: form.definition.languages.join(', '),
          })}
        </span>
        <span className="ms-auto flex flex-wrap items-center justify-end gap-2">
          <a
            href={form.urls.page}
            target="_blank"
            rel="noopener"
            className="inline-flex min-h-7 items-center gap-1 text-sm text-accent underline max-md:min-h-11 max-md:px-2"
          >
            {t('forms.open')}
            <ExternalLink className="size-3.5" aria-hidden />
          </a>
          {onEdit ? <FormActions form={form} title={title} onEdit={onEdit} /> : null}
        </span>
      </div>
      {isPaused ? <p className="text-ink-2">{t('forms.paused-hint')}</p> : <FormHealth form={form} />}
      <EmbedCodes form={form} title={title} />
    </article>
  );
}

/** Why a form is not well, and when it last brought a message. */
function FormHealth({ form: { health } }: { form: FormView }) {
  const now = useNow();
  return (
    <>
      {health.reason ? (
        <p className={health.state === 'failed' ? 'text-danger wrap-anywhere' : 'text-ink-2 wrap-anywhere'}>
          {health.reason}
        </p>
      ) : null}
      {health.lastInAt ? (
        <p className="text-sm text-ink-3">
          {t('channels.last-in')} <span className="tabular">{shortWhen(health.lastInAt, now)}</span>
        </p>
      ) : null}
    </>
  );
}
