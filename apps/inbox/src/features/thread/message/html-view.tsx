import type { MessageView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { t } from '../../../i18n/t';
import { usePreferences } from '../../../state/preferences';
import { inRem } from '../../../state/rem';
import { authorName } from '../../../data/author-name';
import { cleanHtml } from './clean-html';
import { frameDocument, frameSandbox } from './frame-document';
import { isInlineImage, readInlineImages } from './read-inline-images';

const noImages: ReadonlyMap<string, string> = new Map();

const blockTag = /<(?:p|div|tr|li|br|h[1-6]|hr|pre|blockquote)\b/gi;

/** A guess of how tall the mail is, since nothing may look into its frame; the agent can pull it taller. */
function guessHeight(message: MessageView, images: number): number {
  const blocks = message.html?.match(blockTag)?.length ?? 0;
  const lines = message.text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 80), 0);
  return Math.min(640, Math.max(140, 60 + Math.max(blocks * 34, lines * 24) + images * 160));
}

/**
 * A mail as its sender designed it, on white in both themes: cleaned twice, in a frame without scripts or origin, whose
 * policy fetches nothing. Pictures that came with the mail appear when asked for; pictures from elsewhere never load.
 */
export function HtmlView({ message }: { message: MessageView }) {
  const [wanted, setWanted] = useState(false);
  const inline = message.attachments.filter(isInlineImage);
  const { data: images = noImages, isFetching } = useQuery({
    queryKey: ['inline-images', message.id],
    queryFn: ({ signal }) => readInlineImages(inline, signal),
    enabled: wanted && inline.length > 0,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const cleaned = useMemo(() => cleanHtml(message.html ?? '', images), [message.html, images]);
  const [tall, setTall] = useState(false);
  const height = guessHeight(message, images.size);
  const scale = usePreferences((state) => state.textSize) / 100;
  return (
    <div className="mt-1">
      <div className="mb-1 flex flex-wrap items-center gap-3 text-xs text-ink-3">
        {inline.length > 0 && images.size === 0 ? (
          <button type="button" className="min-h-6 text-accent underline" onClick={() => setWanted(true)}>
            {isFetching ? t('state.loading') : t('html.show-images', { count: inline.length })}
          </button>
        ) : null}
        {cleaned.remoteImages > 0 ? (
          <span>{t('html.remote-blocked', { count: cleaned.remoteImages })}</span>
        ) : null}
        <button
          type="button"
          className="ms-auto min-h-6 underline"
          aria-pressed={tall}
          onClick={() => setTall(!tall)}
        >
          {tall ? t('html.shorter') : t('html.taller')}
        </button>
      </div>
      <iframe
        title={t('html.frame', { name: authorName(message) })}
        sandbox={frameSandbox}
        referrerPolicy="no-referrer"
        srcDoc={frameDocument(cleaned.html, scale)}
        style={{ height: tall ? '80vh' : inRem(height) }}
        className="w-full resize-y rounded-input border border-line bg-canvas"
      />
    </div>
  );
}
