import type { FormDefinition, FormField } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { labelIn } from './form-draft';

const box = 'mt-1 block w-full rounded-input border border-line-strong bg-surface px-2 text-sm';

function Control({ field, language }: { field: FormField; language: string }) {
  switch (field.type) {
    case 'textarea':
      return <span className={`${box} h-20`} />;
    case 'choice':
      return <span className={`${box} py-1.5`}>{labelIn(field.choices?.[0]?.label, language) || '…'} ▾</span>;
    case 'file':
      return (
        <span className={`${box} border-dashed py-2 text-center text-ink-3`}>{t('forms.preview-file')}</span>
      );
    case 'consent':
      return null;
    case 'text':
    case 'email':
    case 'phone':
      return <span className={`${box} h-8`} />;
  }
}

/** How the form will look, roughly: the page itself is drawn by its own service. */
export function FormPreview({ definition, language }: { definition: FormDefinition; language: string }) {
  return (
    <div lang={language} className="space-y-3 rounded-panel border border-line bg-bg p-4">
      <p className="text-lg font-semibold" dir="auto">
        {labelIn(definition.title, language)}
      </p>
      {definition.intro ? <p dir="auto">{labelIn(definition.intro, language)}</p> : null}
      {/* By its place: while a name is typed, two fields may have the same one. */}
      {definition.fields.map((field, place) => (
        <div key={place} className="text-sm">
          <span dir="auto" className={field.type === 'consent' ? 'flex items-start gap-2' : ''}>
            {field.type === 'consent' ? (
              <span className="mt-0.5 size-4 shrink-0 rounded-key border border-line-strong bg-surface" />
            ) : null}
            {labelIn(field.label, language)}
            {field.required ? '' : ` (${t('forms.optional')})`}
          </span>
          <Control field={field} language={language} />
          {field.help ? <span className="text-xs text-ink-3">{labelIn(field.help, language)}</span> : null}
        </div>
      ))}
      <span className="inline-flex min-h-8 items-center rounded-control bg-accent px-3 text-sm font-medium text-on-accent">
        {t('forms.preview-send')}
      </span>
    </div>
  );
}
