import { RemoveFormatting, X } from 'lucide-react';
import { useEffect } from 'react';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useDraft } from '../../state/drafts/draft-store';
import { bringBack } from '../../state/drafts/bring-back';
import {
  forgetFormatting,
  type KeptFormatting,
  makePlain,
  useKeptFormatting,
} from '../../state/drafts/kept-formatting';
import { picturesIn, type RichNode } from '../../state/drafts/rich-text';
import { useUploads } from '../../state/drafts/uploads';
import { moveFocus } from '../../state/focus-requests';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { channelName } from '../../ui/channel-glyph';
import { IconButton } from '../../ui/icon-button';
import { plainText } from './rich/plain-text';

interface PlainWordsProps {
  threadId: string;
  /** That takes plain words; undefined: it goes by mail, which takes more. */
  network: string | undefined;
}

/** Makes a formatted reply plain where it goes to a network, says what was dropped, and brings it back. */
export default function PlainWords({ threadId, network }: PlainWordsProps) {
  const draft = useDraft(threadId, 'reply');
  const kept = useKeptFormatting(threadId, draft);
  const doc = draft?.doc ?? null;
  const uploads = useUploads((state) => state.uploads);
  // A picture under way has no name yet by which it could become a file.
  const waits = picturesIn(doc).some((id) => uploads.some(({ picture }) => picture === id));
  const isToPlain = network !== undefined && doc !== null && !waits;
  const isAsLeft = network === undefined && kept?.plain === draft?.text && doc === null;
  useEffect(() => {
    if (isToPlain) makePlain(threadId, plainText(doc), true);
    else if (isAsLeft && kept?.byNetwork) bringBack(threadId, kept);
  }, [isToPlain, isAsLeft, kept, threadId, doc]);
  if (!kept?.doc) return null;
  const undo = () => {
    showToast({ tone: 'done', text: t('plain.back'), undo: bringBack(threadId, kept) });
    moveFocus('composer');
  };
  return (
    <div
      role="status"
      className="mx-3 mt-1 flex flex-wrap items-center gap-2 rounded-input bg-sunken p-2 text-sm text-ink-2"
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <RemoveFormatting className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          {network ? t('plain.network', { network: channelName(network) }) : t('plain.typed')}{' '}
          {droppedOf(kept)
            .map((what) => t(`plain.${what}`))
            .join(' ')}{' '}
          {network ? t('plain.returns') : null}
        </span>
      </p>
      {network ? null : (
        <Button size="small" onPress={undo}>
          {t('plain.undo')}
        </Button>
      )}
      <IconButton label={t('plain.put-away')} onPress={() => forgetFormatting(threadId)}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}

const dropped = {
  marks: /^(?:bold|italic|underline|strike|code)$/,
  lists: /^(?:bulletList|orderedList)$/,
  links: /^link$/,
  quotes: /^blockquote$/,
  pictures: /^picture$/,
} as const;

/** What of it plain words do not show, or show otherwise. */
const droppedOf = ({ doc }: KeptFormatting): (keyof typeof dropped)[] => {
  const names = doc ? namesIn(doc) : [];
  return (Object.keys(dropped) as (keyof typeof dropped)[]).filter((what) =>
    names.some((name) => dropped[what].test(name)),
  );
};

const namesIn = ({ type, marks = [], content = [] }: RichNode): string[] => [
  type,
  ...marks.map((mark) => mark.type),
  ...content.flatMap(namesIn),
];
