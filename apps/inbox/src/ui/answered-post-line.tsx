import type { AnsweredPost } from '@filo/contracts/http';
import { CornerDownRight } from 'lucide-react';
import { identityName } from '../data/identity-name';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { showMessage } from '../state/place-requests';
import { PostWords } from './post-words';

/** Which public post an answer of ours answers, and the way to it. */
export default function AnsweredPostLine({ post }: { post: AnsweredPost }) {
  const { threadId, messageId } = post;
  const look = 'mt-0.5 flex max-w-full min-h-6 items-center gap-1.5 text-start text-xs text-ink-2';
  return threadId === null ? (
    <p className={look}>
      <Words post={post} />
    </p>
  ) : (
    <button
      type="button"
      title={t('answer-to.go')}
      onClick={() => showMessage({ threadId, messageId })}
      className={`${look} rounded-control hover:underline max-md:min-h-11`}
    >
      <Words post={post} />
    </button>
  );
}

function Words({ post: { author, text, gone, removed } }: { post: AnsweredPost }) {
  return (
    <>
      <CornerDownRight className="size-3.5 shrink-0" aria-hidden />
      <span className="shrink-0">
        {t('answer-to.who')}{' '}
        {author ? <bdi className="font-medium">{identityName(author)}</bdi> : t('answer-to.somebody')}:
      </span>{' '}
      <PostWords text={text} gone={gone} removed={removed} />
    </>
  );
}
