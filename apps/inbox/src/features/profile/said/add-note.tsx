import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import { useRef, useState } from 'react';
import { personQuery, writeNote } from '../../../data/people';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { TextField } from '../../../ui/text-field';
import { SmallForm } from '../small-form';

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
    <SmallForm
      tone="note"
      submit={t('profile.save-note')}
      saving={writing.isPending}
      onSubmit={() => {
        if (text.trim()) writing.mutate();
      }}
      onClose={onClose}
    >
      <TextField
        label={t('profile.note-text')}
        rows={3}
        value={text}
        onChange={setText}
        autoFocus
        error={writing.error ? explain(writing.error) : undefined}
      />
    </SmallForm>
  );
}
