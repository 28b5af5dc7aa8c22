import { registerHooks } from 'node:module';

/** Imports name what a build would make, `./a.js`; run without one, that is `./a.ts`. */
registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts') === true;
    return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
