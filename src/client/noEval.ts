/**
 * Tells zod, before it is loaded, not to try whether it may make code at run time: the page's policy forbids it, and the
 * attempt alone counts as a breach. Imported first by the page and by every worker.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
