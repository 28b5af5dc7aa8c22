import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** LocalStack 4.13, the newest that needs no newer Python than this. */
const OLDEST = [3, 11] as const;
const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

/**
 * A Python that LocalStack runs on: PYTHON if it is set, else the first that is recent enough.
 * @throws Error that says what is needed and what there is
 */
export async function findPython(environment: NodeJS.ProcessEnv): Promise<string> {
  const tried: string[] = [];
  for (const python of environment.PYTHON ? [environment.PYTHON] : CANDIDATES) {
    const version = await versionOf(python);
    if (version !== undefined && isRecent(version)) return python;
    tried.push(`${python} is ${version ?? 'not there'}`);
  }
  throw new Error(
    `LocalStack needs Python ${OLDEST.join('.')} or newer (${tried.join(', ')}). Install one, or name it in PYTHON; the embedded cloud needs none.`,
  );
}

async function versionOf(python: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(python, ['-c', 'import platform; print(platform.python_version())']);
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
