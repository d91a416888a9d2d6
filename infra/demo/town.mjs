import { createTransport } from 'nodemailer';

const textMax = 5_000;

/** What was asked cannot be done; the message is for whoever uses the page. */
export class CannotWrite extends Error {}

/** The customers and everything by which they write to the shop. */
export class Town {
  #networks;
  #customers;
  #smtpPort;
  #removed;

  /**
   * @param {object} parts
   * @param {import('./networks/all-networks.mjs').Network[]} parts.networks
   * @param {{id: string, name: string, mail: string}[]} parts.customers
   * @param {number} parts.smtpPort
   * @param {(network: string) => Promise<unknown>} parts.removed hears of what was deleted
   */
  constructor({ networks, customers, smtpPort, removed }) {
    this.#removed = removed;
    this.#networks = networks;
    this.#customers = customers;
    this.#smtpPort = smtpPort;
  }

  /** What the page offers to choose from. */
  describe() {
    const networks = this.#networks.map(({ id, label, mention }) => ({ id, label, mention }));
    return {
      customers: this.#customers.map(({ id, name, mail }) => ({ id, name, mail })),
      channels: [...networks, { id: 'mail', label: 'E-mail' }],
    };
  }

  /** Newest first. */
  posts() {
    return this.#networks
      .flatMap(({ id, label, posts }) => posts().map((post) => ({ ...post, network: id, label })))
      .toSorted((a, b) => b.at.localeCompare(a.at));
  }

  /** Rejects with `CannotWrite`. */
  async write({ by, customerId, text, subject, replyTo }) {
    const customer = this.#customers.find(({ id }) => id === customerId);
    if (!customer) throw new CannotWrite('Choose who writes.');
    if (typeof text !== 'string' || text.trim() === '') throw new CannotWrite('Write a few words first.');
    if (text.length > textMax) throw new CannotWrite(`${textMax} characters are the most here.`);
    if (by === 'mail') return this.#mail(customer, { text, subject });
    return { id: this.#network(by).post({ customerId, text, replyTo }) };
  }

  async remove({ network, id }) {
    this.#network(network).remove(id);
    await this.#removed(network);
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
