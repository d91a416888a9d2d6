import type { TagView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAgent } from '../../data/session';
import { tagsQuery } from '../../data/tags';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { TagEditor } from './tag-editor';
import { TagRow } from './tag-row';

/** What threads are marked with: admins make, change and archive tags; supervisors look. */
export default function TagsPage() {
  const { data, error, isPending } = useQuery(tagsQuery);
  const isAdmin = useAgent().role === 'admin';
  const [editing, setEditing] = useState<TagView | 'new' | null>(null);
  const [used, archived] = [false, true].map((is) =>
    (data?.items ?? []).filter((tag) => tag.archived === is),
  );
  const rows = (tags: readonly TagView[] = [], label: string) => (
    <ul aria-label={label} className="divide-y divide-line rounded-panel border border-line bg-surface">
      {tags.map((tag) => (
        <TagRow key={tag.id} tag={tag} onEdit={isAdmin ? () => setEditing(tag) : undefined} />
      ))}
    </ul>
  );
  return (
    <>
      <PageHeader
        title={t('admin.tags')}
        lead={t('tags.lead')}
        action={
          isAdmin ? (
            <Button tone="primary" onPress={() => setEditing('new')}>
              {t('tags.make')}
            </Button>
          ) : undefined
        }
      />
      {isAdmin ? null : <AdminOnlyNote />}
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={3} height={56} /> : null}
      {data && used?.length === 0 ? <p className="text-ink-3">{t('tags.none')}</p> : null}
      {used && used.length > 0 ? rows(used, t('tags.title')) : null}
      {archived && archived.length > 0 ? (
        <section className="mt-8 space-y-3">
          <h2 className="text-lg font-semibold">{t('tags.archived')}</h2>
          {rows(archived, t('tags.archived'))}
        </section>
      ) : null}
      {editing ? (
        <TagEditor tag={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  );
}
