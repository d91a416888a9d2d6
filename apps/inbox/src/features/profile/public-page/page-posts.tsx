import type { PublicProfileView } from '@filo/contracts/http';
import { fullWhen, shortWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { SeeAtLink } from '../../../ui/see-at-link';

type Posts = PublicProfileView['recentPosts'];

/** What somebody posted last, as text; the posts themselves, with their pictures, are at the network. */
export function PagePosts({ posts, network }: { posts: Posts; network: string }) {
  if (posts.length === 0) return null;
  return (
    <section className="space-y-1">
      <h4 className="text-xs font-semibold text-ink-3">{t('public-page.recent')}</h4>
      <ul className="space-y-2">
        {posts.map((post, index) => (
          <li key={index} className="border-s-2 border-line ps-2">
            <p dir="auto" className="user-text line-clamp-4 text-base wrap-anywhere whitespace-pre-line">
              {post.text}
            </p>
            <PostLine post={post} network={network} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PostLine({ post: { at, pictures, permalink }, network }: { post: Posts[number]; network: string }) {
  return (
    <p className="flex items-center gap-1.5 text-xs text-ink-3">
      <time dateTime={at} title={fullWhen(at)}>
        {shortWhen(at, Date.now())}
      </time>
      {pictures > 0 ? <span>{t('public-page.pictures', { count: pictures })}</span> : null}
      {permalink === null ? null : <SeeAtLink href={permalink} network={network} />}
    </p>
  );
}
