// Jest's own copies of its parts: a second copy would keep a state of its own.
const { createRequire } = require('node:module');

const beside = (from, name) => createRequire(from).resolve(name);

const core = beside(beside(__filename, 'jest'), '@jest/core');
const environment = beside(beside(core, 'jest-config'), 'jest-environment-node');

module.exports = {
  Runtime: require(beside(core, 'jest-runtime')).default,
  ModuleMocker: require(beside(environment, 'jest-mock')).ModuleMocker,
  ModernFakeTimers: require(beside(environment, '@jest/fake-timers')).ModernFakeTimers,
};
