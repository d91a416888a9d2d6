// What a test file finds of the process is what the one before it found: whatever it changed goes back.

const listenersOf = () => new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));

const listenAsBefore = (before) => {
  for (const name of process.eventNames()) {
    const kept = before.get(name) ?? [];
    for (const listener of process.rawListeners(name)) {
      if (!kept.includes(listener)) process.removeListener(name, listener);
    }
  }
};

const environmentAsBefore = (before) => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  for (const [name, value] of Object.entries(before)) {
    if (process.env[name] !== value) process.env[name] = value;
  }
};

const isSame = (one, other) => Object.is(one.value, other.value) && one.get === other.get;

const globalsAsBefore = (before) => {
  const now = Object.getOwnPropertyDescriptors(globalThis);
  for (const name of Reflect.ownKeys(now)) {
    const was = before[name];
    if (was === undefined) Reflect.deleteProperty(globalThis, name);
    else if (isSame(was, now[name])) continue;
    else if (now[name].configurable) Object.defineProperty(globalThis, name, was);
    else if (was.writable) globalThis[name] = was.value;
  }
};

/** Remembers globals, environment variables, listeners and `process.exit`. @returns {() => void} brings them back */
exports.rememberProcess = () => {
  const { exit } = process;
  const environment = { ...process.env };
  const listeners = listenersOf();
  const globals = Object.getOwnPropertyDescriptors(globalThis);
  return () => {
    process.exit = exit;
    environmentAsBefore(environment);
    listenAsBefore(listeners);
    globalsAsBefore(globals);
  };
};
