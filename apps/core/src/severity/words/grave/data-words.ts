import { each, listed } from '../phrases.js';

const whose = listed('my, our, his, her, their, customer, customers, people s, users');
const data = listed(
  'data, personal data, private data, details, personal details, bank details, card details, medical records, passwords, password, personal information, home address, phone number',
);

/** What somebody else can see or has, and should not. "I lost my data" is a loss, and "we moved my data" a service: neither is here. */
export const dataWords: readonly string[] = [
  ...each(
    listed('exposed, exposing, leaked, leaking, published, sold, stole, gave away, gave out, made public'),
    each(whose, data),
  ),
  ...each(
    listed('shared, sharing, passed on, sent'),
    each(
      listed('my, our, his, her'),
      listed('personal data, private data, bank details, card details, medical records, personal details'),
    ),
  ),
  ...each(
    each(listed('my, our, customer, all my, all our'), data),
    each(
      listed('was, were, is, are, has been, have been, got'),
      listed(
        'exposed, leaked, stolen, hacked, compromised, published, public, sold, on the internet, for sale',
      ),
    ),
  ),
  ...listed(
    'exposed my address, exposed my email, data leak, data leaks, security breach, privacy breach, identity theft, stole my identity, stolen identity, doxxed, doxed',
  ),
  ...listed(
    'account was hacked, account got hacked, account has been hacked, hacked my account, hacked into my',
  ),
  ...each(
    listed('see, saw, seeing, shows me, showed me, sent me, got, received, access to'),
    each(
      listed(
        'someone else s, somebody else s, other customers, other people s, another customer s, a stranger s',
      ),
      listed(
        'data, account, details, address, order history, personal data, invoice, invoices, orders, medical',
      ),
    ),
  ),
  ...each(
    listed(
      'esposto, esposti, pubblicato, pubblicati, diffuso, diffusi, divulgato, divulgati, venduto, venduti, rubato, rubati, regalato, hackerato',
    ),
    listed(
      'i miei dati, i nostri dati, i dati, tutti i miei dati, i suoi dati, il mio indirizzo di casa, il mio numero, la mia password, le mie foto',
    ),
  ),
  ...each(
    listed('condiviso, passato, inviato, mandato'),
    listed(
      'i miei dati personali, i miei dati a, i miei dati bancari, i nostri dati personali, i miei dati sanitari',
    ),
  ),
  ...each(
    listed('miei dati, nostri dati, dati personali, dati dei clienti, dati bancari'),
    listed(
      'online, in rete, sono online, sono in rete, sono pubblici, sono stati rubati, sono stati esposti, sono stati pubblicati, sono stati venduti, sono finiti, esposti, in vendita, alla merce',
    ),
  ),
  ...listed(
    'dati esposti, dati rubati, fuga di dati, furto di dati, furto d identita, furto di identita, rubato l identita, account hackerato, account violato, profilo hackerato, mi hanno hackerato, carta clonata',
  ),
  ...each(
    listed('vedo, vedere, visto, mandato, ricevuto, accesso a, accesso ai'),
    listed(
      'i dati di un altro, i dati di altri, i dati di altre, i dati di un altra, i dati degli altri, dati di altri, dati di altre, dati di un altro, dati di un altra, le fatture di altri',
    ),
  ),
];
