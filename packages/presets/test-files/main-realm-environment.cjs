const { ModernFakeTimers, ModuleMocker } = require('./jest-parts.cjs');
const { rememberProcess } = require('./process-before.cjs');

/**
 * Test files run among the globals of the process, not in a copy of them: `instanceof` says what it says in the product, and what
 * node_modules hold can be loaded by Node itself, once for all files (see shared-packages-runtime.cjs). Files that run after each other
 * share one process in any case; what one leaves of globals, environment variables and listeners is taken away after it.
 */
module.exports = class MainRealmEnvironment {
  isMainRealm = true;
  global = globalThis;
  // Jest's older kind of fake timers, which nothing here asks for.
  fakeTimers = null;

  constructor({ projectConfig }) {
    this.conditions = projectConfig.testEnvironmentOptions.customExportConditions;
    this.asBefore = rememberProcess();
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.asBefore();
  }

  exportConditions() {
    return this.conditions;
  }

  /** Jest only asks whether there is one; the runtime puts every module among the globals of the process. */
  getVmContext() {
    return globalThis;
  }
};
