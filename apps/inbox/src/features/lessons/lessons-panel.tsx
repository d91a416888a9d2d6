import { useQuery } from '@tanstack/react-query';
import { GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { lessonsQuery } from '../../data/lessons/lessons-query';
import { useLessonActions } from '../../data/lessons/use-lesson-actions';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { LessonLine } from './lesson-line';

/** The way to what agents' corrections taught the board, for admins. */
export default function LessonsPanel() {
  const [open, setOpen] = useState(false);
  if (useAgent().role !== 'admin') return null;
  return (
    <>
      <Button size="small" tone="quiet" className="mt-3" onPress={() => setOpen(true)}>
        <GraduationCap className="size-4" aria-hidden />
        {t('lessons.title')}
      </Button>
      {open ? <LessonsDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function LessonsDialog({ onClose }: { onClose(): void }) {
  const { data, error } = useQuery(lessonsQuery);
  const actions = useLessonActions();
  const groups = new Set(data?.items.map(({ accountGroup }) => accountGroup.id));
  return (
    <Dialog title={t('lessons.title')} isOpen onClose={onClose}>
      <div className="space-y-3 p-4">
        <p className="text-sm text-ink-2">{t('lessons.lead')}</p>
        {error ? <ProblemStrip error={error} /> : null}
        {data ? (
          <CheckField checked={data.on} onChange={(on) => void actions.turn(on)}>
            {t('lessons.on')}
          </CheckField>
        ) : null}
        {data?.items.length === 0 ? <p className="text-ink-3">{t('lessons.none')}</p> : null}
        <ul className="space-y-2">
          {data?.items.map((line) => (
            <LessonLine key={line.id} line={line} group={groups.size > 1} actions={actions} />
          ))}
        </ul>
        <div className="flex justify-end">
          <Button onPress={onClose}>{t('action.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
