import type { PublicProfileView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { CloudOff, Lock } from 'lucide-react';
import { identityPhotoUrl, publicProfileQuery } from '../../../data/profiles';
import { duration } from '../../../i18n/format';
import '../../../i18n/later-words';
import { sayWhy } from '../../../i18n/say-why';
import { t, tOr } from '../../../i18n/t';
import { Avatar } from '../../../ui/avatar';
import { explain } from '../../../ui/explain-problem';
import { Skeleton } from '../../../ui/skeleton';
import { StateLine } from '../../../ui/state-line';
import { PagePosts } from './page-posts';

interface PublicPageProps {
  identityId: string;
  /** As people call it. */
  network: string;
}

/** Somebody's own page at a network, as it was when it was read; where it cannot be had, why. */
export default function PublicPage({ identityId, network }: PublicPageProps) {
  const { data, error } = useQuery(publicProfileQuery(identityId));
  if (error) return <StateLine icon={CloudOff}>{explain(error)}</StateLine>;
  if (!data) return <Skeleton rows={1} height={64} />;
  const { profile, absent } = data;
  if (profile === null) {
    const message = sayWhy(absent?.message, absent?.why);
    return (
      <StateLine icon={CloudOff}>
        {tOr(`public-page.absent-${absent?.code ?? ''}`, message, { network })}
      </StateLine>
    );
  }
  return (
    <div className="mt-1 space-y-2 rounded-control border border-line p-3">
      <PageHead identityId={identityId} profile={profile} />
      {profile.bio === '' ? null : (
        <p
          dir="auto"
          className="user-text max-h-48 overflow-y-auto text-base wrap-anywhere whitespace-pre-line"
          tabIndex={0}
        >
          {profile.bio}
        </p>
      )}
      <PageCounts profile={profile} />
      {profile.isProtected ? <StateLine icon={Lock}>{t('public-page.protected')}</StateLine> : null}
      <PagePosts posts={profile.recentPosts} network={network} />
      <p className="text-xs text-ink-3">
        {t('public-page.from', { network, age: duration(Date.now() - Date.parse(profile.readAt)) })}
      </p>
    </div>
  );
}

function PageHead({
  identityId,
  profile: { name, handle, photo },
}: {
  identityId: string;
  profile: PublicProfileView;
}) {
  const called = name ?? handle ?? '';
  return (
    <div className="flex items-center gap-2">
      <Avatar seed={identityId} name={called} photo={identityPhotoUrl(identityId, photo)} />
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          <bdi>{called}</bdi>
        </p>
        {handle === null || handle === called ? null : (
          <p className="text-sm wrap-anywhere text-ink-2">
            <bdi>@{handle}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}

function PageCounts({ profile }: { profile: PublicProfileView }) {
  const counts = (['followers', 'following', 'posts'] as const).flatMap((what) => {
    const count = profile[what];
    return count === null ? [] : [t(`public-page.${what}`, { count })];
  });
  return counts.length === 0 ? null : <p className="text-sm text-ink-2">{counts.join(' · ')}</p>;
}
