import type { Actor } from './actor.js';
import type { SignIns } from './sign-ins.js';

/** The page on which an owner lets a program in: a link for each account of the instance, and one that denies. */
export const signInPage = (
  signIns: SignIns,
  locals: readonly Actor[],
  url: URL,
): { location: string } | { html: string } => {
  const as = url.searchParams.get('as');
  if (as !== null) {
    url.searchParams.delete('as');
    return {
      location: signIns.decide(
        url.href,
        locals.find(({ id }) => id === as),
      ),
    };
  }
  const link = (id: string, words: string) =>
    `<li><a href="?${new URLSearchParams([...url.searchParams, ['as', id]])}">${words}</a></li>`.replaceAll(
      '&',
      '&amp;',
    );
  const links = [
    ...locals.map(({ id, username }) => link(id, `Sign in as @${username}`)),
    link('nobody', 'Deny'),
  ];
  return { html: `<!doctype html><title>Sign in</title><h1>Sign in</h1><ul>${links.join('')}</ul>` };
};
