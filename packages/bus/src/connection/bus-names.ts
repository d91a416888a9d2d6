import { streams } from '@filo/contracts';

/** The names of streams, subjects and buckets under a prefix; the prefix is empty in production. */
export class BusNames {
  constructor(readonly prefix = '') {
    if (!/^[A-Za-z0-9]*$/.test(prefix) || ['accounts', 'state', 'leases'].includes(prefix)) {
      throw new Error(
        `The stream prefix ${JSON.stringify(prefix)} must hold letters and digits only, and name no bucket`,
      );
    }
  }

  stream(name: keyof typeof streams): string {
    return this.prefix === '' ? streams[name] : `${this.prefix}_${streams[name]}`;
  }

  bucket(name: string): string {
    return this.prefix === '' ? name : `${this.prefix}_${name}`;
  }

  subject(subject: string): string {
    return this.prefix === '' ? subject : `${this.prefix}.${subject}`;
  }

  /** The subject as everybody above this package knows it. */
  plain(subject: string): string {
    return this.prefix !== '' && subject.startsWith(`${this.prefix}.`)
      ? subject.slice(this.prefix.length + 1)
      : subject;
  }
}

/** What the provisioner found out about the server: bucket `bus`, key `server`. */
export const factsBucket = 'bus';
export const serverFactsKey = 'server';

/** Leases live in a bucket of their own, whose entries expire when nobody renews them. */
export const leasesBucket = (connector: string): string => `leases_${connector}`;

/** The durable consumer from which a connector takes the sends of one channel. */
export const sendsConsumer = (connector: string, channel: string): string =>
  connector === channel ? connector : `${connector}-${channel}`;
