import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import { useRef, useState } from 'react';
import { personQuery, writeNote } from '../../../data/people';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { TextField } from '../../../ui/text-field';

/** Writes a note into the thread from here; it is for the team alone. */
export function AddNote({ personId }: { personId: string }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button size="small" tone="quiet" className="-ms-2" onPress={() => setOpen(true)}>
        <NotebookPen className="size-3.5" aria-hidden />
        {t('profile.add-note')}
      </Button>
    );
  return <NewNote personId={personId} onClose={() => setOpen(false)} />;
}

function NewNote({ personId, onClose }: { personId: string; onClose(): void }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  // One key until it is written: pressed twice, or sent again after no answer, it is written once.
  const key = useRef(crypto.randomUUID());
  const writing = useMutation({
    mutationFn: () => writeNote(personId, text.trim(), key.current),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: personQuery(personId).queryKey });
      onClose();
    },
  });
  return (
    <form
      className="space-y-2 rounded-input border border-dashed border-note-ink bg-note p-2 text-note-ink"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !writing.isPending) writing.mutate();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        label={t('profile.note-text')}
        rows={3}
        value={text}
        onChange={setText}
        autoFocus
        error={writing.error ? explain(writing.error) : undefined}
      />
      <div className="flex gap-1.5">
        <Button size="small" tone="note" type="submit" isDisabled={writing.isPending}>
          {t('profile.save-note')}
        </Button>
        <Button size="small" tone="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
