import type { MergeUndoPreview } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mergeUndoPreviewQuery } from '../../../data/links/link-queries';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { PeopleTable, Row } from '../people-table';
import { useLinkChanges } from '../use-link-changes';

/** What undoing a merge moves back, before it is done: Enter does it. */
export default function UndoMergeDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { data: preview, error, isFetching } = useQuery(mergeUndoPreviewQuery(id));
  const [pending, setPending] = useState(false);
  const { undo } = useLinkChanges();
  return (
    <Dialog title={t('merge.undo-title')} isOpen onClose={onClose} width="max-w-180">
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          setPending(true);
          void undo('merge', id).then((done) => (done ? onClose() : setPending(false)));
        }}
      >
        {error ? <ProblemStrip error={error} /> : null}
        {preview ? <MovedBack preview={preview} /> : error ? null : <Skeleton rows={4} height={32} />}
        <div className="flex flex-wrap justify-end gap-2 max-md:flex-col-reverse">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          {preview ? (
            <Button type="submit" tone="primary" autoFocus isDisabled={pending || isFetching}>
              {t('history.undo-merge')}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}

function MovedBack({ preview: { people, hidden } }: { preview: MergeUndoPreview }) {
  if (people.length === 0) return <p>{t('merge.undo-nothing')}</p>;
  const isHalf = people.length === 1;
  return (
    <>
      <PeopleTable
        label={t('merge.undo-title')}
        people={people}
        heading={(_, index) =>
          t(isHalf ? 'merge.undo-has' : people[index]?.keeps ? 'merge.stays' : 'merge.undo-back')
        }
      >
        <Row label={t('merge.undo-drafts')}>{people.map(({ drafts }) => drafts)}</Row>
        <Row label={t('merge.undo-promises')}>{people.map(({ promises }) => promises)}</Row>
      </PeopleTable>
      {hidden ? <p>{t('merge.undo-half')}</p> : null}
      <p className="text-sm text-ink-2">{t('merge.undo-lead')}</p>
    </>
  );
}
