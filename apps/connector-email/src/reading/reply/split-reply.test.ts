import { splitReply } from './split-reply.js';

const below = (intro: string, quote = '> Where is my order?') => `Thank you.\n\n${intro}\n${quote}\n`;

describe('new text, quote and signature', () => {
  it.each([
    ['English', 'On Tue, 3 May 2022 at 10:12, Bob <bob@example.com> wrote:'],
    ['English, folded', 'On Tue, 3 May 2022 at 10:12, Bob Long-Name\n<bob@example.com> wrote:'],
    ['German', 'Am 03.05.2022 um 10:12 schrieb Bob:'],
    ['French', 'Le mar. 3 mai 2022 à 10:12, Bob <bob@example.com> a écrit :'],
    ['Italian', 'Il giorno mar 3 mag 2022 alle ore 10:12 Bob ha scritto:'],
    ['Spanish', 'El mar, 3 may 2022 a las 10:12, Bob (<bob@example.com>) escribió:'],
    ['Portuguese', 'Em ter., 3 de mai. de 2022 às 10:12, Bob escreveu:'],
    ['Dutch', 'Op di 3 mei 2022 om 10:12 schreef Bob:'],
    ['Swedish', 'Den tis 3 maj 2022 kl 10:12 skrev Bob:'],
    ['Polish', 'wt., 3 maj 2022 o 10:12 Bob <bob@example.com> napisał(a):'],
    ['Russian', 'вт, 3 мая 2022 г. в 10:12, Bob <bob@example.com> написал:'],
    ['Chinese', '在 2022年5月3日，10:12，Bob <bob@example.com> 写道：'],
    ['Japanese', '2022年5月3日(火) 10:12 Bob <bob@example.com>:'],
    ['an unknown language', 'Ar 3 Mai 2022 am 10:12, ysgrifennodd Bob:'],
  ])('ends the new text where a quote is introduced in %s', (_, intro) => {
    const split = splitReply(below(intro));
    expect(split.newText).toBe('Thank you.');
    expect(split.quotedText).toContain('Where is my order?');
  });

  it.each([
    ['From: Bob <bob@example.com>\nSent: Tuesday, 3 May 2022 10:12\nTo: Ada\nSubject: Order'],
    [
      'Von: Bob [mailto:bob@example.com]\nGesendet: Dienstag, 3. Mai 2022 10:12\nAn: Ada\nBetreff: Bestellung',
    ],
    ['*De :* Bob\n*Envoyé :* mardi 3 mai 2022\n*À :* Ada\n*Objet :* Commande'],
    ['-----Original Message-----\nFrom: Bob'],
    [
      '________________________________\nFrom: Bob <bob@example.com>\nDate: 3 May 2022\nTo: Ada\nSubject: Order',
    ],
    ['---------- Forwarded message ---------'],
  ])('ends it above copied headers: %j', (headers) => {
    expect(splitReply(below(headers, 'Where is my order?')).newText).toBe('Thank you.');
  });

  it('keeps quotes that are answered between the lines', () => {
    const text = 'On 3 May 2022, Bob wrote:\n> Red?\n\nYes.\n\n> Large?\n\nNo.';
    expect(splitReply(`Hi,\n${text}`).newText).toBe('Hi,\n> Red?\n\nYes.\n\n> Large?\n\nNo.');
  });

  it('takes what stands below the quote when the author answers there', () => {
    expect(splitReply('On 3 May 2022, Bob wrote:\n> Red?\n> Large?\n\nRed, please.').newText).toBe(
      'Red, please.',
    );
  });

  it.each([
    'Thanks\n\n-- \nAda Lovelace\nAnalyst',
    'Thanks\n\nSent from my iPhone',
    'Thanks\n\nVon meinem iPhone gesendet',
    'Thanks\n\nGet Outlook for iOS<https://aka.ms/o0ukef>',
    'Thanks\n\nEnvoyé de mon téléphone',
  ])('takes off the signature of %j', (text) => {
    const split = splitReply(text);
    expect(split.newText).toBe('Thanks');
    expect(split.signatureText).toBeTruthy();
  });

  it.each([
    'On Monday I wrote to you about 3 things.\nPlease answer.',
    'My address from 2021: Street 1\nPlease send it there.',
    'I sent it from the office yesterday, with all the papers that you asked for.',
    'To: everybody\nThis is a letter.',
  ])('keeps ordinary words: %j', (text) => {
    expect(splitReply(text)).toEqual({ newText: text });
  });
});
