/**
 * Gives the client the guides for teachers and umpires, one module a language (`virtual:guides/en`), made by the
 * same code as `docs/guides`.
 */
import type { Plugin } from 'vite';
import { makeGuide } from './guides/build.ts';
import { GUIDE_LANGUAGES, guideFiles, readGuideSources } from './guides/sources.ts';

const PREFIX = 'virtual:guides/';

export const guidesPlugin = (): Plugin => ({
  name: 'dawnline-guides',
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
  load(id) {
    const language = GUIDE_LANGUAGES.find((each) => id === `\0${PREFIX}${each}`);
    if (language === undefined) return undefined;
    for (const file of guideFiles(language)) this.addWatchFile(file);
    const guide = makeGuide(language, readGuideSources(language));
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(guide))});`;
  },
});
