import type { QueryTrial as Trial } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { tryQuery } from '../../data/listening/queries';
import { fullWhen } from '../../i18n/format';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { termsOf, type QueryValues } from './query-values';

/** What the query would find now, for a look before it is stored; where posts cost, it says so. */
export function QueryTrial({ accountId, values }: { accountId: string; values: QueryValues }) {
  const trying = useMutation({ mutationFn: () => tryQuery({ accountId, ...termsOf(values) }) });
  return (
    <section aria-live="polite" className="space-y-2">
      {/* Never disabled: it would lose the focus of whoever uses keys. */}
      <Button onPress={() => (trying.isPending ? undefined : trying.mutate())}>
        {t(trying.isPending ? 'listening.trying' : 'listening.try')}
      </Button>
      {trying.error ? <ProblemStrip error={trying.error} /> : null}
      {trying.data ? <Found trial={trying.data} /> : null}
    </section>
  );
}

function Found({ trial }: { trial: Trial }) {
  const { ok, message, why, remarks, remarkWhys, found, cost, costOfPost } = trial;
  if (!ok)
    return (
      <p dir="auto" className="text-sm text-danger">
        {sayWhy(message, why)}
      </p>
    );
  return (
    <>
      <p className="text-sm text-ink-2">
        {t('listening.found', { count: found.length })}
        {cost ? ` ${t('listening.cost', { amount: cost.amount.toFixed(3), currency: cost.currency })}` : ''}
        {costOfPost
          ? ` ${t('listening.cost-of-post', { amount: costOfPost.amount.toFixed(3), currency: costOfPost.currency })}`
          : ''}
      </p>
      {remarks.map((remark, n) => (
        <p key={remark} className="text-xs text-ink-3">
          {sayWhy(remark, remarkWhys?.slice(n, n + 1))}
        </p>
      ))}
      <ul className="max-h-60 space-y-2 overflow-y-auto">
        {found.map((post) => (
          <li
            key={`${post.author} ${post.postedAt}`}
            className="rounded-panel border border-line p-2 text-sm"
          >
            <p className="text-xs text-ink-3">
              <bdi>{post.author}</bdi> · <time dateTime={post.postedAt}>{fullWhen(post.postedAt)}</time>
            </p>
            <p dir="auto" className="line-clamp-3 wrap-anywhere">
              {post.text}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
