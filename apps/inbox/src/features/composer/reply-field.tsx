import { lazy, Suspense, useRef } from 'react';
import { t } from '../../i18n/t';
import { draftOf, useDraft } from '../../state/drafts/draft-store';
import { afterTyping } from '../../state/drafts/rich-text';
import { isTooLong, limitsOf } from '../../state/drafts/send-hold';
import { PlainField } from './plain-field';
import type { ReplyFieldProps } from './reply-field-props';
import { textLeftId } from './text-left';
import { useLoadedField } from './rich/use-loaded-field';

const ExcessMark = lazy(() => import('./excess-mark'));

/** The text of a reply. A plain field takes the keys until the editor has come, and stays where it cannot come. */
export function ReplyField(props: ReplyFieldProps & { isRich: boolean; limits: string | null | undefined }) {
  const { threadId, composer, label, onFiles, isRich, limits } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const loaded = useLoadedField(area, isRich);
  const draft = useDraft(threadId, 'reply');
  const text = draft?.text ?? '';
  const isOver = isTooLong(draft, limits);
  if (loaded) return <loaded.Field {...props} focus={loaded.focus} />;
  const type = (next: string) => {
    const doc = draftOf(threadId, 'reply')?.doc ?? null;
    composer.write({ text: next, doc: doc && afterTyping(doc, text, next) });
  };
  return (
    <PlainField
      label={label}
      placeholder={t('composer.reply-placeholder')}
      text={text}
      onText={type}
      onFiles={onFiles}
      field={area}
      wrong={isOver ? textLeftId : undefined}
      below={
        isOver && limits ? (
          <Suspense>
            <ExcessMark text={text} limits={limitsOf(draft, limits)} field={area} />
          </Suspense>
        ) : null
      }
    />
  );
}
