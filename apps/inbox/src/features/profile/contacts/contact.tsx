import type { IdentityView } from '@filo/contracts/http';
import { Ellipsis } from 'lucide-react';
import { t } from '../../../i18n/t';
import { askBlock } from '../../../state/block-requests';
import { ChannelGlyph } from '../../../ui/channel-glyph';
import { Menu } from '../../../ui/menu';
import { AskProofButton } from './ask-proof-button';
import { Asked } from './asked';
import { ContactMarks } from './contact-marks';
import { PublicPageButton } from './public-page-button';
import { useQuestions } from './use-questions';
import { useIdentity } from '../../../data/use-identity';

/** One address: what is known of it in words, and what can be said about it. */
export function Contact({ personId, identity }: { personId: string; identity: IdentityView }) {
  const change = useIdentity(personId, identity);
  const questions = useQuestions(personId, identity);
  const { handle, shared, blocked } = identity;
  // The key of a public account says nothing to a reader.
  const key = handle ?? identity.key;
  return (
    <li tabIndex={-1} className="focus-inset text-base">
      <div className="flex items-start gap-1">
        <span className="flex min-w-0 flex-1 items-baseline gap-1.5">
          {handle ? <ChannelGlyph channel={identity.kind} label /> : null}
          <bdi className="min-w-0 wrap-anywhere">{key}</bdi>
        </span>
        {identity.ours || identity.kind === 'part' ? null : (
          <Menu
            label={t('contact.more', { key })}
            buttonLabel={t('contact.more', { key })}
            className="-my-1 inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-hover max-md:size-11"
            choices={[
              ...questions,
              {
                id: 'shared',
                label: t(shared ? 'contact.not-shared' : 'contact.share'),
                run: () => change({ shared: !shared }),
              },
              {
                id: 'blocked',
                label: t(blocked ? 'contact.unblock' : 'contact.block'),
                ...(blocked ? {} : { tone: 'danger' as const }),
                run: () =>
                  blocked ? change({ blocked: false }) : askBlock({ personId, identityId: identity.id }),
              },
            ]}
          >
            <Ellipsis className="size-4" aria-hidden />
          </Menu>
        )}
      </div>
      <ContactMarks identity={identity} />
      <PublicPageButton identity={identity} />
      <AskProofButton personId={personId} identity={identity} />
      <Asked personId={personId} identity={identity} />
    </li>
  );
}
