// By path: as a dependency, `@filo/testing` and this package would depend on each other.
export * from '../../testing/src/index.js';
