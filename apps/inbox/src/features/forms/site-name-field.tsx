import type { FormDefinition } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { formsQuery } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { TextField } from '../../ui/text-field';
import { labelIn } from './form-draft';

interface SiteNameFieldProps {
  site: string | undefined;
  /** The form itself, unless it is new. */
  formId: string | undefined;
  language: string;
  error: string | undefined;
  onSite(site: FormDefinition['site']): void;
}

/** Whose users the tokens of a form name, and which other forms know the same ones. */
export function SiteNameField({ site, formId, language, error, onSite }: SiteNameFieldProps) {
  const forms = useQuery(formsQuery).data?.items ?? [];
  const sharing = forms.filter((form) => form.id !== formId && site && form.definition.site === site);
  const titles = sharing.map((form) => labelIn(form.definition.title, language));
  return (
    <div className="space-y-1">
      <TextField
        label={t('forms.site')}
        help={t('forms.site-help')}
        value={site ?? ''}
        onChange={(typed) => onSite(typed.trim().toLowerCase() || undefined)}
        error={error}
        mono
      />
      <p className="text-sm text-ink-2">
        {titles.length > 0
          ? t('forms.site-shared', { forms: titles.join(', '), site: site ?? '' })
          : t(site ? 'forms.site-first' : 'forms.site-alone', { site: site ?? '' })}
      </p>
    </div>
  );
}
