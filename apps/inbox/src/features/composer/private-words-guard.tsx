import { Globe } from 'lucide-react';
import { t } from '../../i18n/t';
import { showWords } from '../../state/drafts/word-field';
import { Button } from '../../ui/button';
import type { Composer } from './use-composer';

/** What of a public answer is private: it did not leave, and leaves only when the writer says so of exactly this. */
export function PrivateWordsGuard({ composer, asksOk }: { composer: Composer; asksOk: boolean }) {
  if (!composer.privateWords) return null;
  const { found, close, sendAt } = composer.privateWords;
  return (
    <div role="alert" className="float-in rounded-panel border border-warn bg-warn-bg p-3 text-base">
      <p className="flex items-center gap-2 font-medium text-warn">
        <Globe className="size-4 shrink-0" aria-hidden />
        {t('private-words.found', { count: found.length })}
      </p>
      <ul className="my-2 max-h-40 space-y-1 overflow-y-auto text-sm">
        {found.map(({ kind, text }) => (
          <li key={text} className="line-clamp-3 wrap-anywhere">
            <span className="text-ink-3">{t(`private-words.${kind}`)}</span>{' '}
            <button
              type="button"
              className="text-start font-medium underline decoration-dotted underline-offset-2"
              onClick={() => showWords(text)}
            >
              <bdi>{text}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {/* Whoever sent it by key goes on by key: what may be done is a step away. */}
        <Button autoFocus size="small" onPress={() => showWords(found[0]?.text ?? '')}>
          {t('private-words.edit')}
        </Button>
        <Button
          size="small"
          tone="danger"
          isDisabled={composer.sending}
          onPress={() => composer.send({ close, sendAt, sayAnyway: found.map(({ text }) => text) })}
        >
          {t(asksOk ? 'private-words.ask-anyway' : 'private-words.anyway')}
        </Button>
      </div>
    </div>
  );
}
