import { lazy, Suspense, useRef } from 'react';
import { t } from '../../i18n/t';
import { useDraft } from '../../state/drafts/draft-store';
import { PlainField } from './plain-field';
import type { Composer } from './use-composer';

const Mentions = lazy(() => import('./mentions/mentions'));

interface NoteFieldProps {
  threadId: string;
  topicId: string | null;
  composer: Composer;
}

/** The text of a note, in which `@` names colleagues; the only part drawn again at a key. */
export function NoteField({ threadId, topicId, composer }: NoteFieldProps) {
  const draft = useDraft(threadId, 'note');
  const text = draft?.text ?? '';
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="relative">
      <PlainField
        label={t('composer.note-text')}
        placeholder={t('composer.note-placeholder')}
        text={text}
        onText={(next) => composer.write({ text: next })}
        onFiles={() => undefined}
        field={area}
      />
      {/* There before the first `@`, so that no quick Enter comes too early. */}
      <Suspense fallback={null}>
        <Mentions
          {...{ threadId, topicId, area, text }}
          mentions={draft?.mentions ?? []}
          write={composer.write}
        />
      </Suspense>
    </div>
  );
}
