const retryMs = 500;

/** Filo's own API, as any script would use it. */
export class FiloApi {
  #origin;
  #base;
  #cookie = '';

  constructor(base) {
    this.#origin = base;
    this.#base = `${base}/api/v1`;
  }

  /** Rejects with what Filo said. */
  async signIn({ email, password }) {
    const answer = await this.#send('POST', '/session', { email, password });
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  /** Tries until the connector has said that it lives and the account is there, for `patienceMs` at most. */
  async addAccount(account, patienceMs = 60_000) {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        return await (await this.#send('POST', '/accounts', account)).json();
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  /** The accounts that are there, each with `id` and `channel`. */
  async accounts() {
    return (await (await this.#send('GET', '/accounts')).json()).items;
  }

  async changeSecrets({ id }, secrets) {
    await this.#send('PATCH', `/accounts/${id}`, { secrets });
  }

  /** A colleague who sees all account groups, signed up by the link that an admin would hand over. */
  async addAgent({ name, email, password }) {
    const groups = (await (await this.#send('GET', '/account-groups')).json()).items;
    const accountGroupIds = groups.map(({ id }) => id);
    const invited = await this.#send('POST', '/agents', { name, email, role: 'agent', accountGroupIds });
    const { url } = await invited.json();
    // In a browser of their own: whoever opens a link is signed in there, and whoever was before is not any more.
    const theirs = new FiloApi(this.#origin);
    await theirs.#send('POST', '/agent-links/use', { token: new URL(url).hash.slice(1), password });
  }

  /** Listens for what nobody says to us. */
  async addQuery(query) {
    await this.#send('POST', '/queries', query);
  }

  /** Has the connector compare now what stands at the network. */
  async reconcile(channel) {
    const account = (await this.accounts()).find((one) => one.channel === channel);
    if (account) await this.#send('POST', `/accounts/${account.id}/reconcile`);
  }

  async #send(method, path, body) {
    const answer = await fetch(`${this.#base}${path}`, {
      method,
      headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) return answer;
    throw new Error(`Filo answered ${answer.status} to ${method} ${path}: ${await answer.text()}`);
  }
}
