import { DEV_API_KEY } from './stack/environment.js';
import type { Stack } from './stack/stack.js';

/** What somebody who has just started it wants to know, with a line to paste. */
export function welcome({ url, cloud }: Stack): string {
  const upload = JSON.stringify({ filename: 'hello.pdf', size: 1024, contentType: 'application/pdf' });
  return `
  Airlock runs on ${cloud.name} at ${cloud.publicEndpoint}

  API      ${url}
  docs     ${url}/docs
  API key  ${DEV_API_KEY} (tenant local)

  Ask for an upload URL:

  curl -s ${url}/uploads/presign -H 'authorization: Bearer ${DEV_API_KEY}' -H 'content-type: application/json' -d '${upload}'

  Upload some samples, good and bad, from another terminal: npm run demo
  Ctrl-C stops everything.

`;
}
