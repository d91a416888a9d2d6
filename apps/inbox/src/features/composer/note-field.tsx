import { t } from '../../i18n/t';
import { useDraft } from '../../state/drafts/draft-store';
import { PlainField } from './plain-field';
import type { Composer } from './use-composer';

/** The text of a note; the only part drawn again at a key. */
export function NoteField({ threadId, composer }: { threadId: string; composer: Composer }) {
  const text = useDraft(threadId, 'note')?.text ?? '';
  return (
    <PlainField
      label={t('composer.note-text')}
      placeholder={t('composer.note-placeholder')}
      text={text}
      onText={(next) => composer.write({ text: next })}
      onFiles={() => undefined}
    />
  );
}
