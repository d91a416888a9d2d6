import { createTransport } from 'nodemailer';

const textMax = 5_000;
const warningMax = 200;

/** What was asked cannot be done; the message is for whoever uses the page. */
export class CannotWrite extends Error {}

/** The customers and everything by which they write to the shop. */
export class Town {
  #networks;
  #customers;
  #smtpPort;
  #changed;
  #signIns;

  /**
   * @param {object} parts
   * @param {import('./networks/all-networks.mjs').Network[]} parts.networks
   * @param {{id: string, name: string, mail: string}[]} parts.customers
   * @param {number} parts.smtpPort
   * @param {(network: string) => Promise<unknown>} parts.changed hears of what was deleted or changed
   * @param {{email: string, password: string}[]} parts.signIns of the shop's agents
   */
  constructor({ networks, customers, smtpPort, changed, signIns }) {
    this.#signIns = signIns;
    this.#changed = changed;
    this.#networks = networks;
    this.#customers = customers;
    this.#smtpPort = smtpPort;
  }

  /** What the page offers to choose from. */
  describe() {
    const networks = this.#networks.map(({ id, label, mention, can }) => ({ id, label, mention, can }));
    return {
      customers: this.#customers.map(({ id, name, mail }) => ({ id, name, mail })),
      channels: [...networks, { id: 'mail', label: 'E-mail', can: [] }],
      signIns: this.#signIns,
      spare: this.#networks.map(({ label, spare }) => ({ label, fields: spare() })),
    };
  }

  /** Newest first. */
  posts() {
    return this.#networks
      .flatMap(({ id, label, posts }) => posts().map((post) => ({ ...post, network: id, label })))
      .toSorted((a, b) => b.at.localeCompare(a.at));
  }

  /** Rejects with `CannotWrite`. */
  async write({ by, customerId, text, subject, ...said }) {
    const customer = this.#customers.find(({ id }) => id === customerId);
    if (!customer) throw new CannotWrite('Choose who writes.');
    demandWords(text);
    if (by === 'mail') return this.#mail(customer, { text, subject });
    const { post, can } = this.#network(by);
    const warning = warningOf(said, can);
    const isPrivate = said.isPrivate === true && can.includes('message');
    return { id: post({ customerId, text, replyTo: said.replyTo, warning, isPrivate }) };
  }

  /** What a customer said in public says something else now. Rejects with `CannotWrite`. */
  async edit({ network, id, text, ...said }) {
    demandWords(text);
    const { posts, can, edit } = this.#network(network);
    const there = posts().find((post) => post.id === id && post.customerId && !post.isPrivate);
    if (!can.includes('edit') || !there) throw new CannotWrite('This cannot be changed there.');
    edit(id, { text, warning: warningOf(said, can) });
    // A network does not tell of every change: Filo compares.
    await this.#changed(network);
    return {};
  }

  async remove({ network, id }) {
    this.#network(network).remove(id);
    await this.#changed(network);
    return {};
  }

  #network(id) {
    const network = this.#networks.find((one) => one.id === id);
    if (!network) throw new CannotWrite('There is no such network here.');
    return network;
  }

  async #mail({ name, mail }, { text, subject }) {
    const transport = createTransport({ host: '127.0.0.1', port: this.#smtpPort, ignoreTLS: true });
    try {
      const from = { name, address: mail };
      await transport.sendMail({ from, to: 'support@localhost', subject: subject || 'A question', text });
    } catch (error) {
      throw new CannotWrite(`The mail was not taken: ${error.message}`, { cause: error });
    } finally {
      transport.close();
    }
    return {};
  }
}

const demandWords = (text) => {
  if (typeof text !== 'string' || text.trim() === '') throw new CannotWrite('Write a few words first.');
  if (text.length > textMax) throw new CannotWrite(`${textMax} characters are the most here.`);
};

const warningOf = ({ warning }, can) =>
  can.includes('warn') && typeof warning === 'string' ? warning.trim().slice(0, warningMax) : '';
