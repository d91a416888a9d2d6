import { lazy, Suspense, useRef } from 'react';
import { t } from '../../i18n/t';
import { draftOf, useDraft } from '../../state/drafts/draft-store';
import { makePlain, useKeptFormatting } from '../../state/drafts/kept-formatting';
import { afterTyping, isFormatted } from '../../state/drafts/rich-text';
import { isTooLong, limitsOf } from '../../state/drafts/send-hold';
import { PlainField } from './plain-field';
import type { ReplyFieldProps } from './reply-field-props';
import { textLeftId } from './text-left-id';
import { useLoadedField } from './rich/use-loaded-field';

const ExcessMark = lazy(() => import('./excess-mark'));
const PlainWords = lazy(() => import('./plain-words'));

interface WhereItGoes {
  isRich: boolean;
  /** The network that it goes to, which takes plain words; undefined: none, or not known yet. */
  network?: string | undefined;
  limits: string | null | undefined;
}

/** The text of a reply. A plain field takes the keys until the editor has come, and stays where it cannot come. */
export function ReplyField(props: ReplyFieldProps & WhereItGoes) {
  const { threadId, composer, label, onFiles, isRich, network, limits } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const loaded = useLoadedField(area, isRich);
  const draft = useDraft(threadId, 'reply');
  const text = draft?.text ?? '';
  const isOver = isTooLong(draft, limits);
  const kept = useKeptFormatting(threadId, draft);
  const notice =
    kept || (network && draft?.doc) ? (
      <Suspense>
        <PlainWords {...{ threadId, network }} />
      </Suspense>
    ) : null;
  if (loaded)
    return (
      <>
        {notice}
        <loaded.Field {...props} focus={loaded.focus} />
      </>
    );
  const type = (next: string) => {
    const doc = draftOf(threadId, 'reply')?.doc ?? null;
    if (doc && isFormatted(doc) && !next.startsWith(text)) makePlain(threadId, next);
    else composer.write({ text: next, doc: doc && afterTyping(doc, text, next) });
  };
  return (
    <>
      {notice}
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
    </>
  );
}
