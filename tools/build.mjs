// `npm run build`: compiles everything into dist/, unless nothing has changed since the last time.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';

const SOURCES = [
  '{apps,libs,tools}/**/*.{ts,json,mjs,html,css}',
  '{package,package-lock,nest-cli,tsconfig,tsconfig.build}.json',
];
const MADE_OF = 'dist/made-of';

/** Names, sizes and times: a file that is gone counts as well. */
function sources() {
  const hash = createHash('sha256').update(process.version);
  for (const path of globSync(SOURCES, { exclude: ['libs/*/dist/**'] }).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** A folder that a browser can be given: the client lies in it, because a browser does not know what `#client` is. */
function buildConsole() {
  const folder = 'dist/apps/console';
  run('tsc', '-p', 'apps/console');
  for (const path of globSync('dist/libs/client/src/*.js'))
    cpSync(path, `${folder}/client/${basename(path)}`);
  for (const path of globSync(`${folder}/src/*.js`))
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll("'#client'", "'../client/index.js'"));
  for (const file of ['index.html', 'style.css']) copyFileSync(`apps/console/${file}`, `${folder}/${file}`);
}

const now = sources();
const isBuilt = existsSync(MADE_OF) && readFileSync(MADE_OF, 'utf8') === now;
if (!isBuilt || process.argv.includes('--force')) {
  run('nest', 'build');
  buildConsole();
  copyFileSync('tools/require-node.mjs', 'dist/require-node.mjs');
  // npx makes it executable only when it sees it for the first time.
  chmodSync('dist/libs/client/src/command/main.js', 0o755);
  writeFileSync(MADE_OF, now);
}
