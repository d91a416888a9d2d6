import type { AnswerableMessage, ReplyOptions } from '@filo/contracts/http';
import { CornerDownRight, Signpost } from 'lucide-react';
import { useState } from 'react';
import { identityName } from '../../data/identity-name';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { answerMessage } from '../../state/drafts/meant-message';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { Menu } from '../../ui/menu';

interface AnsweredLineProps {
  threadId: string;
  /** Null: it is not in this thread any more. */
  answers: ReplyOptions['answers'];
  places: readonly AnswerableMessage[];
  /** What they are called whose thread it is. */
  person?: string | undefined;
}

/** Which message the reply answers, and the ways to answer another one. */
export default function AnsweredLine({ threadId, answers, places, person }: AnsweredLineProps) {
  const answer = (messageId: string | null) => {
    answerMessage(threadId, messageId);
    moveFocus('composer');
  };
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 pt-1 pb-2 text-sm text-ink-2 max-md:px-3">
      <p role="status" className="flex min-w-0 flex-1 basis-56 items-center gap-1.5">
        <CornerDownRight className="size-3.5 shrink-0" aria-hidden />
        {answers ? (
          <Said answers={answers} person={person} />
        ) : (
          <span className="text-warn">{t('answered.gone')}</span>
        )}
      </p>
      {answers?.isNewest ? null : (
        <Button size="small" tone="quiet" onPress={() => answer(null)}>
          {t('answered.newest')}
        </Button>
      )}
      {places.length > 1 ? (
        <Places answered={answers?.messageId} places={places} onPlace={(id) => answer(id)} />
      ) : null}
    </div>
  );
}

/** From an address that was proven nothing was written yet, so that it has no name of its own. */
function Said({
  answers,
  person,
}: Pick<AnsweredLineProps, 'person'> & { answers: NonNullable<ReplyOptions['answers']> }) {
  const { author, channel, text, audience, isNewest, isEarlier, proven } = answers;
  return (
    <>
      <span className="sr-only">{t('answered.answers')}</span>
      <ChannelGlyph channel={channel} label />
      <bdi className="max-w-40 shrink-0 truncate font-medium">
        {(proven && person) || identityName(author)}
      </bdi>
      {proven ? (
        <span className="min-w-0">{t('answered.proven', { address: author.key })}</span>
      ) : (
        <q dir="auto" className="min-w-0 truncate">
          {text}
        </q>
      )}
      {isNewest || !isEarlier || proven ? null : (
        <Chip tone="warn">{t(audience === 'public' ? 'answered.earlier-post' : 'answered.earlier')}</Chip>
      )}
    </>
  );
}

/** Where else they wrote: what they said last there can be answered there. */
function Places({
  answered,
  places,
  onPlace,
}: Pick<AnsweredLineProps, 'places'> & { answered: string | undefined; onPlace(messageId: string): void }) {
  const [isOpen, setOpen] = useState(false);
  useCommand('composer.elsewhere', () => setOpen(true));
  return (
    <Menu
      label={t('command.composer.elsewhere')}
      buttonLabel={t('command.composer.elsewhere')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 text-sm hover:bg-hover max-md:min-h-11"
      choices={places.map(({ messageId, channel, audience, ...said }) => ({
        id: messageId,
        label: t('answered.place', {
          channel: channelName(channel),
          audience: t(`audience.${audience}`),
          text: placeWords(said),
        }),
        icon: <ChannelGlyph channel={channel} />,
        checked: messageId === answered,
        run: () => onPlace(messageId),
      }))}
    >
      <Signpost className="size-3.5" aria-hidden />
      {t('command.composer.elsewhere')}
    </Menu>
  );
}

/** Characters of a message in the menu. */
const excerptMax = 48;

/** What stands at the place: their last words there, or the address that they have proven and not written from yet. */
const placeWords = ({
  proven,
  author,
  text,
}: Pick<AnswerableMessage, 'proven' | 'author' | 'text'>): string => {
  if (proven) return t('answered.proven-place', { address: author.key });
  return text.length > excerptMax ? `${text.slice(0, excerptMax)}…` : text;
};
