// The real software of Bluesky on loopback: directory, personal data server and the app's view. Prints one JSON line with
// the URL of the data server when it is up, and ends on SIGTERM or with its parent's pipe.
import { TestNetwork } from '@atproto/dev-env';

const network = await TestNetwork.create({ dbPostgresSchema: 'network' });
console.log(JSON.stringify({ service: network.pds.url.replace('localhost', '127.0.0.1') }));

const stop = async () => {
  await network.close();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.stdin.resume().once('end', stop);
