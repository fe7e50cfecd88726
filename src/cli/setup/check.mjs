/** `npm run check`: everything that can be known without playing a game. */
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './install.mjs';
import { runScript, say } from './project.mjs';

await runScript(async () => {
  await ensureInstalled();
  const { passed, failed } = await runChecks({ withTests: true });
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
