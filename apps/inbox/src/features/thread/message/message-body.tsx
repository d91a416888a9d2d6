import type { MessageView } from '@filo/contracts/http';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../../i18n/t';
import { Folded } from './folded';
import { belowWarning } from './content-warning';
import { isGone } from './is-gone';
import { LinkedText } from './linked-text';
import { hasFormatting, RichWords } from './rich-words';
import { withoutSignature } from './without-signature';
import { takenBack } from './taken-back';

const HtmlView = lazy(() => import('./html-view').then((module) => ({ default: module.HtmlView })));

const MentionedText = lazy(() => import('./mentioned-text'));

/** Text long enough to push everything else off the screen is cut until asked for. */
const longText = 6000;

/** What was said: the new words first, quote and signature folded; the mail as designed on demand. What was taken back is struck through. */
export function MessageBody({ message }: { message: MessageView }) {
  const words = <Words message={message} />;
  return takenBack(message) ? <del className="text-ink-2">{words}</del> : words;
}

function Words({ message }: { message: MessageView }) {
  const { author, signatureText } = message;
  const html = message.html && withoutSignature(message.html, signatureText);
  // Only what our own agents wrote: core let nothing into it but what an editor writes.
  return author.type === 'agent' && html !== null && hasFormatting(html) ? (
    <div className="mt-1">
      <RichWords html={html} attachments={message.attachments} />
      {signatureText ? <Folded kind="signature" text={signatureText} /> : null}
    </div>
  ) : (
    <MessageText message={message} />
  );
}

/** Of a note that names colleagues, their names stand out. */
function NamingText({ text, mentions }: { text: string; mentions: MessageView['mentions'] }) {
  const plain = <LinkedText text={text} />;
  if (!mentions?.length) return plain;
  return (
    <Suspense fallback={plain}>
      <MentionedText text={text} mentions={mentions} />
    </Suspense>
  );
}

function MessageText({ message }: { message: MessageView }) {
  const { newText, text, html, quotedText, signatureText } = message;
  // A fold must never leave nothing to read.
  const folds = newText.trim() !== '';
  const main = belowWarning(message, folds ? newText : text);
  const [designed, setDesigned] = useState(main.trim() === '' && html !== null);
  const [whole, setWhole] = useState(main.length <= longText);
  return (
    <div className="mt-1">
      {designed && html !== null ? (
        <Suspense fallback={<p className="text-sm text-ink-3">{t('state.loading')}</p>}>
          <HtmlView message={message} />
        </Suspense>
      ) : (
        <>
          <NamingText mentions={message.mentions} text={whole ? main : main.slice(0, longText)} />
          {whole ? null : (
            <button
              type="button"
              className="min-h-6 text-sm text-accent underline"
              onClick={() => setWhole(true)}
            >
              {t('message.show-all')}
            </button>
          )}
          {main.trim() === '' && message.attachments.length === 0 && !isGone(message) ? (
            <p className="text-sm text-ink-3 italic">{t('message.empty')}</p>
          ) : null}
          {folds && signatureText ? <Folded kind="signature" text={signatureText} /> : null}
          {folds && quotedText ? <Folded kind="quote" text={quotedText} /> : null}
        </>
      )}
      {html !== null && main.trim() !== '' && message.author.type === 'identity' ? (
        <button
          type="button"
          aria-pressed={designed}
          className="mt-1 min-h-6 text-xs text-ink-3 underline hover:text-ink"
          onClick={() => setDesigned(!designed)}
        >
          {designed ? t('message.as-text') : t('message.as-designed')}
        </button>
      ) : null}
    </div>
  );
}
