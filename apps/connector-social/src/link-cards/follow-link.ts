/** Fetches one address, and follows nowhere. */
export type Ask = (url: URL, signal: AbortSignal) => Promise<Response>;

const redirectsMax = 3;

/** How a page is reached: by whom, until when, and where never. */
export interface Reaching {
  ask: Ask;
  signal: AbortSignal;
  /** Hosts of ours: what is asked there may be used up by asking. */
  notAt: readonly string[];
}

/** The answer that a link leads to in the end, and where that is. Throws where it leads too far, or to us. */
export const followLink = async (
  from: string,
  { ask, signal, notAt }: Reaching,
): Promise<{ response: Response; url: URL }> => {
  let url = new URL(from);
  for (let redirects = 0; redirects <= redirectsMax; redirects += 1) {
    if (!mayAsk(url, notAt)) throw new TypeError(`${url.host} is not asked`);
    const response = await ask(url, signal);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return { response, url };
    await response.body?.cancel();
    url = new URL(location, url);
  }
  throw new TypeError(`${from} leads on more than ${redirectsMax} times`);
};

const mayAsk = (url: URL, notAt: readonly string[]): boolean => {
  const hostname = url.hostname.replace(/\.$/, '');
  const names = [hostname, `${hostname}:${url.port}`];
  return (
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    !names.some((name) => notAt.includes(name))
  );
};
