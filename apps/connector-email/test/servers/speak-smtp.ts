import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

/** A client that speaks SMTP line by line and keeps every reply, for what libraries would smooth over. */
export class SpeakSmtp {
  private buffer = '';
  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (this.buffer += chunk));
  }

  static async connect(port: number): Promise<{ client: SpeakSmtp; greeting: string }> {
    const client = new SpeakSmtp(createConnection({ host: '127.0.0.1', port }));
    return { client, greeting: await client.reply() };
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  /** Envelope and mail; the last reply. */
  async mail(from: string, to: readonly string[], raw: string): Promise<string> {
    await this.say('EHLO client.example');
    await this.say(`MAIL FROM:<${from}>`);
    for (const one of to) {
      const reply = await this.say(`RCPT TO:<${one}>`);
      if (!reply.startsWith('250')) return reply;
    }
    const go = await this.say('DATA');
    if (!go.startsWith('354')) return go;
    return this.say(`${raw.replaceAll('\r\n.', '\r\n..')}\r\n.`);
  }

  end(): void {
    this.socket.destroy();
  }

  private async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.buffer);
      if (whole !== null) {
        this.buffer = this.buffer.slice(whole[0].length);
        return whole[0].trim();
      }
      await once(this.socket, 'data');
    }
  }
}
