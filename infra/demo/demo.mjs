// The process behind `npm start -- --demo`: networks on loopback, the shop's accounts there in Filo, and the page.
import { FiloApi } from './filo-api.mjs';
import { firstWords } from './first-words.mjs';
import { allNetworks } from './networks/all-networks.mjs';
import { customers } from './networks/customers.mjs';
import { servePage } from './serve-page.mjs';
import { Town } from './town.mjs';

const {
  FILO_DEMO_PORT,
  FILO_DEMO_NETWORK_PORTS,
  FILO_DEMO_INBOX_URL,
  FILO_DEMO_SMTP_PORT,
  FILO_ADMIN_EMAIL,
  FILO_ADMIN_PASSWORD,
  FILO_DEMO_COLLEAGUE,
} = process.env;

const networks = allNetworks();
// The same after a restart: Filo's accounts name them.
const ports = FILO_DEMO_NETWORK_PORTS.split(',').map(Number);
await Promise.all(networks.map((network, index) => network.start(ports[index])));
const api = new FiloApi(FILO_DEMO_INBOX_URL);
const town = new Town({
  signIns: [FILO_ADMIN_EMAIL, JSON.parse(FILO_DEMO_COLLEAGUE).email].map((email) => ({
    email,
    password: FILO_ADMIN_PASSWORD,
  })),
  networks,
  customers,
  smtpPort: Number(FILO_DEMO_SMTP_PORT),
  changed: (network) => api.reconcile(network),
});
let ready = false;
const server = await servePage(town, {
  port: Number(FILO_DEMO_PORT),
  inboxUrl: FILO_DEMO_INBOX_URL,
  isReady: () => ready,
});
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all(networks.map((network) => network.stop()));
  process.exit(0);
});

await api.signIn({ email: FILO_ADMIN_EMAIL, password: FILO_ADMIN_PASSWORD });
const there = await api.accounts();
for (const account of networks.map((network) => network.account())) {
  const known = there.find(({ channel }) => channel === account.channel);
  // A network that came back knows no token of before.
  const { id: accountId } = known ?? (await api.addAccount(account));
  if (known) await api.changeSecrets(known, account.secrets);
  else await api.addQuery({ accountId, name: 'Our name', words: ['Filo shop'], hashtags: ['FiloShop'] });
}
if (there.length <= 1) {
  await api.addAgent({ ...JSON.parse(FILO_DEMO_COLLEAGUE), password: FILO_ADMIN_PASSWORD });
  for (const words of firstWords) await town.write(words);
}
ready = true;
