const { dirname } = require('node:path');
const { pathToFileURL } = require('node:url');
const vm = require('node:vm');
const { Runtime } = require('./jest-parts.cjs');

/** The same for every test file of this process, so it is read once. @type {Map<string, Function>} */
const jestCode = new Map();

/** Modules that hand on what Node loaded of a package, by path. @type {Map<string, Promise<SyntheticModule>>} */
const ofPackages = new Map();

const isOfPackage = (path) => path.includes('/node_modules/');

/**
 * Nest, TypeORM, zod and all else in node_modules is loaded by Node, once for all test files of a process; loading it anew for each was
 * half of a small file's time. The repository's own modules are still each file's own. So a test may count on fresh state of what is
 * written here, not of a package. That is so beside MainRealmEnvironment alone: elsewhere, as in the DOM, each file loads its packages anew,
 * as with Jest. What is the same for all files is looked up once in either: where a module lies, what its source becomes, and what V8 makes of
 * that.
 */
module.exports = class SharedPackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    resolveOnce(this._resolution);
    transformOnce(this.transformCache, this.fileCache);
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

/** Where what a folder asks for lies, by what it is asked for under. @type {Map<string, string>} */
const resolved = new Map();

const resolveOnce = (resolution) => {
  const { resolveEsmAsync } = resolution;
  const { conditions } = resolution.esmResolveOptions;
  resolution.resolveEsmAsync = async (from, to) => {
    if (!to) return from;
    const key = [conditions, dirname(from), to].join(' ');
    if (!resolved.has(key)) resolved.set(key, await resolveEsmAsync.call(resolution, from, to));
    return resolved.get(key);
  };
};

/** What was transformed, by path, as long as its source is the same. @type {Map<string, {source: string, file: object}>} */
const transformed = new Map();

const transformOnce = (cache, fileCache) => {
  const { transform } = cache;
  cache.transform = (path, options) => {
    if (options?.isInternalModule) return transform.call(cache, path, options);
    const source = fileCache.readFile(path);
    const key = `${path} ${options?.supportsStaticESM}`;
    const known = transformed.get(key);
    if (known?.source !== source) {
      transform.call(cache, path, options);
      transformed.set(key, { source, file: cache.transforms.get(path) });
    }
    const { file } = transformed.get(key);
    cache.transforms.set(path, file);
    if (file.sourceMapPath) cache.sourceMaps.set(path, file.sourceMapPath);
    return file.code;
  };
};

/** What V8 made of a module's code, by the code. @type {Map<string, Buffer>} */
const compiledModules = new Map();

/** Who imports while it runs asks the callback of the module whose code was compiled, which is gone with its test file (nodejs/node#43663). */
const importsLater = /\bimport\s*\(/;

/** Jest makes its modules of Node's class, which is told here what V8 made of the same code for another test file. */
vm.SourceTextModule = class extends vm.SourceTextModule {
  constructor(code, options) {
    if (importsLater.test(code)) {
      super(code, options);
      return;
    }
    let cachedData = compiledModules.get(code);
    try {
      super(code, { ...options, cachedData });
    } catch {
      // A test file has set a flag of V8's meanwhile, which refuses what was made before. What is wrong with the code throws again.
      cachedData = undefined;
      super(code, options);
    }
    if (!cachedData) compiledModules.set(code, this.createCachedData());
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
  const module = new vm.SyntheticModule(names, evaluate, { identifier: path });
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
  vm.compileFunction(code, parameters, {
    filename,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
