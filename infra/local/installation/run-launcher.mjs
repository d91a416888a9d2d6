import { untilToldToStop } from '../processes/until-told.mjs';
import { explain } from '../toolchain/explain.mjs';
import { stopSteps } from '../toolchain/run-step.mjs';
import { Launcher } from './launcher.mjs';

const say = (line) => console.log(line);

/** Runs until told to stop; ends the process with 0 after an orderly stop, 1 when it could not start. */
export async function runLauncher(args = []) {
  const launcher = new Launcher({ say, args });
  let stopping = false;
  const told = untilToldToStop({
    // npm stands behind us: when it is killed, nobody else would stop us.
    watchParent: Boolean(process.env.npm_lifecycle_event),
    again: () => {
      launcher.kill();
      process.exit(130);
    },
  });
  void told.then(async (reason) => {
    stopping = true;
    say(`\nStopping (${reason}). Press Ctrl-C again to kill.`);
    stopSteps();
    await launcher.stop();
    say('Stopped. Everything that was accepted is stored.');
    process.exit(0);
  });
  try {
    await launcher.start();
  } catch (error) {
    // What fails because we were told to stop is not a failure.
    if (!stopping) await giveUp(launcher, error);
  }
}

async function giveUp(launcher, error) {
  const advice = explain(error);
  console.error(`\nFilo could not start.\n${error.message}${advice ? `\n\n${advice}` : ''}`);
  if (process.env.FILO_LOG_LEVEL === 'debug') console.error(error);
  await launcher.stop();
  process.exit(1);
}
