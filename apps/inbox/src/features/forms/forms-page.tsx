import type { FormView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, Plus } from 'lucide-react';
import { useState } from 'react';
import { formsQuery } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { EmptyState } from '../../ui/empty-state';
import { HealthMark } from '../../ui/health-mark';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { FormEditor } from './form-editor';
import { labelIn } from './form-draft';

/** The forms through which people write to us, with their addresses and the code to embed them. */
export default function FormsPage() {
  const { data, error, isPending } = useQuery(formsQuery);
  const [editing, setEditing] = useState<FormView | 'new' | null>(null);
  if (editing)
    return <FormEditor form={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />;
  return (
    <>
      <PageHeader
        title={t('admin.forms')}
        lead={t('forms.lead')}
        action={
          <Button tone="primary" onPress={() => setEditing('new')}>
            <Plus className="size-4" aria-hidden />
            {t('forms.add')}
          </Button>
        }
      />
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={2} height={96} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t('forms.none')}>{t('forms.none-hint')}</EmptyState>
      ) : null}
      <ul className="space-y-3">
        {data?.items.map((form) => (
          <li key={form.id} className="space-y-3 rounded-panel border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="text-md font-semibold">
                <bdi>{labelIn(form.definition.title, form.definition.languages[0] ?? 'en')}</bdi>
              </h2>
              <code className="font-mono text-sm text-ink-3">{form.key}</code>
              {form.state === 'paused' ? <HealthMark state="paused" /> : null}
              <span className="text-sm text-ink-3">
                {t('forms.summary', {
                  fields: form.definition.fields.length,
                  languages: form.definition.languages.join(', '),
                })}
              </span>
              <span className="ms-auto flex items-center gap-2">
                <a
                  href={form.urls.page}
                  target="_blank"
                  rel="noopener"
                  className="inline-flex min-h-7 items-center gap-1 text-sm text-accent underline max-md:min-h-11 max-md:px-2"
                >
                  {t('forms.open')}
                  <ExternalLink className="size-3.5" aria-hidden />
                </a>
                <Button size="small" onPress={() => setEditing(form)}>
                  {t('action.edit')}
                </Button>
              </span>
            </div>
            <CopyField
              label={t('forms.embed-code')}
              text={`<script src="${form.urls.script}" data-form="${form.key}" async></script>`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
