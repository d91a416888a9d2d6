const { pathToFileURL } = require('node:url');
const { compileFunction, constants, SyntheticModule } = require('node:vm');
const { Runtime } = require('./jest-parts.cjs');

/** The same for every test file of this process, so it is read once. @type {Map<string, Function>} */
const jestCode = new Map();

/** Modules that hand on what Node loaded of a package, by path. @type {Map<string, Promise<SyntheticModule>>} */
const ofPackages = new Map();

const isOfPackage = (path) => path.includes('/node_modules/');

/**
 * Nest, TypeORM, zod and all else in node_modules is loaded by Node, once for all test files of a process; loading it anew for each was
 * half of a small file's time. The repository's own modules are still each file's own. So a test may count on fresh state of what is
 * written here, not of a package. Only beside MainRealmEnvironment; elsewhere, as in the DOM, it is Jest's plain runtime.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    if (!this._environment.isMainRealm) return;
    const { esmLoader, executor } = this;
    const { loadEsmModule, loadCjsAsEsm } = esmLoader;
    // No context of its own is the main one.
    esmLoader.getContext = () => undefined;
    esmLoader.loadEsmModule = (path, suffix) =>
      isOfPackage(path) ? ofPackage(path) : loadEsmModule.call(esmLoader, path, suffix);
    esmLoader.loadCjsAsEsm = (from, path, ...rest) =>
      isOfPackage(path) ? ofPackage(path) : loadCjsAsEsm.call(esmLoader, from, path, ...rest);
    executor.compile = (code, filename) => compiled(code, filename, executor.injectedModuleParameters);
  }
};

const ofPackage = (path) => {
  if (!ofPackages.has(path)) ofPackages.set(path, handOn(path));
  return ofPackages.get(path);
};

const handOn = async (path) => {
  const loaded = await import(pathToFileURL(path).href);
  const names = Object.keys(loaded);
  const evaluate = function () {
    for (const name of names) this.setExport(name, loaded[name]);
  };
  const module = new SyntheticModule(names, evaluate, { identifier: path });
  await module.link(() => {});
  await module.evaluate();
  return module;
};

const compiled = (code, filename, parameters) => {
  if (!isOfPackage(filename)) return compile(code, filename, parameters);
  if (!jestCode.has(filename)) jestCode.set(filename, compile(code, filename, parameters));
  return jestCode.get(filename);
};

const compile = (code, filename, parameters) =>
  compileFunction(code, parameters, {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
