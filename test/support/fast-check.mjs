/** What tests import as `fast-check`: the library, with the seed that jest.config.mjs chose for all of them. */
import fc from '../../node_modules/fast-check/lib/fast-check.js';

fc.configureGlobal({ seed: Number(process.env.FC_SEED) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
