import { t } from '../i18n/t';

/** What a post says, in one line; why it says nothing where it does not. */
export function PostWords({
  text,
  gone,
  removed,
}: {
  text: string;
  gone: boolean;
  removed?: boolean | undefined;
}) {
  if (!gone && text.trim() !== '')
    return (
      <q dir="auto" className="min-w-0 truncate">
        {text}
      </q>
    );
  return (
    <em className="min-w-0">
      {t(removed ? 'answer-to.removed' : gone ? 'answer-to.deleted' : 'answer-to.wordless')}
    </em>
  );
}
