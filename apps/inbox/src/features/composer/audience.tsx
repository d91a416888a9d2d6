import type { ReplyOptions } from '@filo/contracts/http';
import { EyeOff, Globe, Lock, Plus, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { useDraft } from '../../state/drafts/draft-store';
import type { Draft } from '../../state/drafts/draft';
import { withFittingChoices } from '../../state/drafts/fitting-choices';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { addRecipient, calledThere, recipientsOf, removeRecipient } from './recipients';
import { useReplyOptions } from './use-reply-options';

const AccountChoice = lazy(() => import('./account-choice'));

type Audience = NonNullable<ReplyOptions['audience']>;

/** Says that nobody outside sees a note. */
export function NoteAudience() {
  return (
    <span className="inline-flex min-h-8 items-center gap-1 text-sm font-medium text-note-ink max-md:min-h-11">
      <EyeOff className="size-3.5" aria-hidden />
      {t('composer.team-only')}
    </span>
  );
}

/** Who can read a reply; of a public one it says where. */
export function AudienceChip({ audience, options }: { audience: Audience; options: ReplyOptions }) {
  const { channel, accounts, accountAddress } = options;
  const from = (accounts ?? []).find(({ address }) => address === accountAddress);
  const isPublic = audience === 'public';
  const Icon = isPublic ? Globe : Lock;
  return (
    <Chip tone={isPublic ? 'warn' : 'plain'} wraps>
      <Icon className="size-3 shrink-0" aria-hidden />
      {isPublic && channel
        ? t(from?.followersOnly ? 'composer.followers' : 'composer.everyone', {
            channel: channelName(channel),
            address: accountAddress ?? '',
          })
        : t(`audience.${audience}`)}
    </Chip>
  );
}

/** Which account of ours says it; a choice where several can. */
function From({ options, write }: { options: ReplyOptions; write(change: Partial<Draft>): void }) {
  if (!options.accountAddress) return null;
  const alone = (
    <span className="text-xs text-ink-3">
      {t('composer.from')} <bdi>{options.accountAddress}</bdi>
    </span>
  );
  if ((options.accounts ?? []).length < 2) return alone;
  return (
    <Suspense fallback={alone}>
      <AccountChoice options={options} write={write} />
    </Suspense>
  );
}

/** Channel, audience and exact recipients of a reply, with the reason for each; others are offered, never added. */
export function ReplyAudience({
  threadId,
  topicId,
  write,
}: {
  threadId: string;
  topicId: string | null;
  write(change: Partial<Draft>): void;
}) {
  const { options } = useReplyOptions(threadId, topicId);
  const draft = useDraft(threadId, 'reply');
  if (!options || options.cannotReply) return null;
  const chosen = draft && withFittingChoices(draft, options).readers;
  const readers = chosen ?? options.readers?.byDefault;
  const recipients = recipientsOf(options, draft);
  const taken = new Set(recipients.map((one) => one.address));
  const offered = options.offered.filter((one) => !taken.has(one.identity.key));
  return (
    <>
      <p className="flex items-center gap-2 self-center text-sm text-ink-2">
        {options.channel ? (
          <span className="inline-flex items-center gap-1 font-medium">
            <ChannelGlyph channel={options.channel} />
            {channelName(options.channel)}
          </span>
        ) : null}
        {options.audience ? (
          <AudienceChip audience={readers === 'author' ? 'private' : options.audience} options={options} />
        ) : null}
      </p>
      <div className="max-md:group-data-folded/composer:hidden flex min-w-0 basis-full flex-wrap items-center gap-x-2 gap-y-1 px-2 text-sm text-ink-2">
        <ul aria-label={t('composer.recipients')} className="contents">
          {recipients.map((one) => (
            <li
              key={`${one.role} ${one.address}`}
              title={one.reason}
              className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full bg-sunken ps-2 pe-1 text-xs"
            >
              <span className="text-ink-3">{t(`role.${one.role}`)}</span>
              <bdi className="truncate">{one.shown}</bdi>
              {one.removable ? (
                <button
                  type="button"
                  aria-label={t('composer.remove', { address: one.shown })}
                  onClick={() => write(removeRecipient(options, draft, one))}
                  className="relative inline-flex size-6 items-center justify-center rounded-full hover:bg-hover max-md:before:absolute max-md:before:-inset-2.5"
                >
                  <X className="size-3" aria-hidden />
                </button>
              ) : (
                <span className="pe-1" />
              )}
            </li>
          ))}
        </ul>
        <From options={options} write={write} />
        {offered.map((one) => (
          <button
            key={`${one.role} ${one.identity.id}`}
            type="button"
            title={sayWhy(one.reason, one.why)}
            onClick={() => write(addRecipient(options, draft, one))}
            className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full border border-dashed border-line-strong px-2 text-xs whitespace-nowrap hover:bg-hover max-md:min-h-11 max-md:px-3"
          >
            <Plus className="size-3" aria-hidden />
            {t(`offer.${one.role}`)} <bdi className="truncate">{calledThere(one.identity)}</bdi>
            {one.wroteToUs ? null : <span className="text-warn">{t('offer.never-wrote')}</span>}
          </button>
        ))}
      </div>
    </>
  );
}
