import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Said {
  readonly exitCode: number;
  readonly lines: string[];
  readonly error: string;
}

/** What `npm run dlq` runs, as an operator runs it. */
export async function dlq(endpoint: string, ...words: string[]): Promise<Said> {
  const child = spawn(process.execPath, ['dist/tools/dlq/main.js', ...words], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [output, error, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode: exitCode ?? -1, lines: output.split('\n').slice(0, -1), error };
}
