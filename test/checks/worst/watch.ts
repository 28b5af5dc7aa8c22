/**
 * Looks at each of the worst files in a process of its own, and prints a line of JSON for each. A worker of Jest holds hundreds of
 * megabytes of modules: collecting garbage takes it longer than any scan may take, whatever is scanned.
 */
import { inspect } from '../inspect.js';
import { worstFiles } from './index.js';

for (const { name, contentType, bytes } of worstFiles()) {
  const outcome = await inspect(bytes, contentType).then(
    ({ result }) => ('rejection' in result ? result.rejection.code : result.contentType),
    (error: unknown) => String(error),
  );
  process.stdout.write(`${JSON.stringify({ name, contentType, outcome })}\n`);
}
