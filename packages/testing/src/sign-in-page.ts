import type { ServerResponse } from 'node:http';

/** Whoever may sign in, and where the browser goes then. */
interface SignIn {
  people: readonly { id: string; name: string }[];
  /** Throws what the network refuses; nobody of this id: it was denied. */
  decide(pageUrl: string, id: string): string;
}

/** The page on which somebody lets a program in: a link for each of them, and one that denies. */
export const answerSignIn = (url: URL, response: ServerResponse, { people, decide }: SignIn): void => {
  const as = url.searchParams.get('as');
  url.searchParams.delete('as');
  if (as === null) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(url, people));
    return;
  }
  try {
    response.writeHead(303, { location: decide(url.href, as) }).end();
  } catch (error) {
    response.writeHead((error as { status?: number }).status ?? 500).end(String(error));
  }
};

const pageOf = ({ searchParams }: URL, people: SignIn['people']): string => {
  const link = (id: string, words: string) => {
    const query = String(new URLSearchParams([...searchParams, ['as', id]]));
    return `<li><a href="?${query.replaceAll('&', '&amp;')}">${words}</a></li>`;
  };
  const links = [...people.map(({ id, name }) => link(id, `Sign in as @${name}`)), link('nobody', 'Deny')];
  return `<!doctype html><title>Sign in</title><h1>Sign in</h1><ul>${links.join('')}</ul>`;
};
