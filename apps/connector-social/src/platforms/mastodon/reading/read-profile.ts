import { PermanentError, type ProfileAsked } from '@filo/connector';
import type { PublicProfileInput } from '@filo/contracts';
import { unlessScarce } from '../../../limits/unless-scarce.js';
import { noSuchProfile } from '../../../profiles/no-such-profile.js';
import type { MastodonClient } from '../mastodon-client.js';
import { identityOf, takenInAt, textOf } from './heard-post.js';
import {
  isForEverybody,
  post as postShape,
  profile as profileShape,
  type Post,
  type Profile,
} from './post.js';
import { textOfHtml } from './text-of-html.js';

/** How an account shows itself at Mastodon now, as far as our instance knows it. */
export const readProfile = async (
  asked: ProfileAsked,
  client: MastodonClient,
): Promise<PublicProfileInput> => {
  unlessScarce(client.login.instance, client.budget);
  const told = await found(asked, client);
  const posts = (await client.postsOf(told.id)).flatMap((one) => postShape.safeParse(one).data ?? []);
  const { name, handle, avatarUrl } = identityOf(told, client.login.host);
  const { followersCount: followers, followingCount: following, statusesCount } = told;
  return {
    ...(name !== undefined && { name }),
    ...(handle !== undefined && { handle }),
    bio: [textOfHtml(told.note), ...told.fields.map(lineOf)].filter((line) => line !== '').join('\n'),
    avatarUrl,
    ...(followers !== undefined && { followers }),
    ...(following !== undefined && { following }),
    ...(statusesCount !== undefined && { posts: statusesCount }),
    isProtected: told.locked,
    // What their followers alone may read is no part of how somebody shows themselves.
    recentPosts: posts.filter(isForEverybody).map(shown),
  };
};

/** A handle may have gone to somebody else: who answers to it has to be whom we mean, else the address of the actor is looked for. */
const found = async ({ key, handle }: ProfileAsked, client: MastodonClient): Promise<Profile> => {
  const isMeant = (one: unknown): Profile | undefined => {
    const told = profileShape.safeParse(one).data;
    return told !== undefined && (told.uri ?? told.url) === key ? told : undefined;
  };
  const byHandle = handle === undefined ? undefined : await client.accountOf(handle).catch(unlessThere);
  const meant =
    isMeant(byHandle) ?? (await client.accountsAt(key)).map(isMeant).find((one) => one !== undefined);
  if (meant === undefined) throw noSuchProfile(client.login.instance);
  return meant;
};

const unlessThere = (error: unknown): undefined => {
  if (error instanceof PermanentError && error.code === 'not-found') return undefined;
  throw error;
};

const shown = (post: Post): NonNullable<PublicProfileInput['recentPosts']>[number] => ({
  text: textOf(post),
  at: takenInAt(post),
  permalink: post.url ?? undefined,
  pictures: post.mediaAttachments.length,
});

const lineOf = ({ name, value }: { name: string; value: string }): string => {
  const said = textOfHtml(value);
  return said === '' ? '' : `${textOfHtml(name)}: ${said}`;
};
