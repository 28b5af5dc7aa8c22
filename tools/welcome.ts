import { DEV_API_KEY } from './stack/environment.js';
import type { Stack } from './stack/stack.js';

/** Where the command looks for it. */
const COMMAND_URL = 'http://localhost:3000';

/** What somebody who has just started it wants to know, with a line to paste. */
export function welcome({ url, cloud }: Stack): string {
  const where = url === COMMAND_URL ? '' : `AIRLOCK_URL=${url} `;
  return `
  Airlock runs on ${cloud.name} at ${cloud.publicEndpoint}

  console  ${url}/console
  API      ${url}
  docs     ${url}/docs
  API key  ${DEV_API_KEY} (tenant local)

  From another terminal:

  ${where}npx airlock upload FILE…
  npm run demo

  Ctrl-C stops everything.

`;
}
