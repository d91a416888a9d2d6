import { letter } from './letters.js';
import type { Ground, Human } from './make-humans.js';
import type { World, WorldIdentity, WorldMessage } from './world.js';

/** A world while it is being written. */
export class WorldBook {
  readonly identities: WorldIdentity[] = [];
  readonly messages: WorldMessage[] = [];
  readonly keys = new Set<string>();
  #orders = 40_000;

  constructor(private readonly ground: Ground) {}

  get size(): number {
    return this.identities.length;
  }

  add(identity: WorldIdentity): number {
    this.keys.add(identity.key);
    return this.identities.push(identity) - 1;
  }

  /** Letters of somebody that say nothing but what they sign with. */
  letters(author: number, human: Human, count: number): void {
    for (let n = 0; n < count; n += 1) this.write(author, { signature: this.#signature(author, human) });
  }

  write(author: number, more: Partial<WorldMessage> = {}): WorldMessage {
    const { kind } = this.identities[author]!;
    const { subject, text } = letter(this.ground.random);
    const channel = kind === 'mail' ? 'email' : 'x';
    const message: WorldMessage = { author, channel, subject, text, facts: {}, ...more };
    this.messages.push(message);
    return message;
  }

  /** A number that nobody has yet. */
  order(): string {
    this.#orders += 1 + this.ground.random.below(9);
    return `${this.ground.random.pick(['A-', 'W', ''])}${this.#orders}`;
  }

  /** Ends it: who speaks first does so by chance. */
  world(humans: number): World {
    const { random } = this.ground;
    for (let n = this.messages.length - 1; n > 0; n -= 1) {
      const other = random.below(n + 1);
      // What quotes another message comes after it.
      if (this.messages[n]!.quoted !== undefined || this.messages[other]!.quoted !== undefined) continue;
      [this.messages[n], this.messages[other]] = [this.messages[other]!, this.messages[n]!];
    }
    const quoting = this.messages.filter((message) => message.quoted !== undefined);
    const others = this.messages.filter((message) => message.quoted === undefined);
    return { humans, identities: this.identities, messages: [...others, ...quoting] };
  }

  /** What a company makes its people sign with. */
  #signature(author: number, { company }: Human): string {
    const { random, rates } = this.ground;
    const { kind, key, name } = this.identities[author]!;
    if (kind !== 'mail') return '';
    if (!company || !key.endsWith(`@${company.domain}`)) return name ?? '';
    const lines = [name ?? '', company.domain];
    if (random.chance(rates.companyPhone)) lines.push(`Tel. ${company.phone}`);
    if (random.chance(rates.companyHandle)) lines.push(`Follow us: @${company.handle}`);
    return lines.join('\n');
  }
}
