import '#require-node';
import { parseArgs } from 'node:util';
import { soak } from './soak.js';

const USAGE = 'npm run soak -- --uploads 10000 [--seed N]\n';
const PROGRESS_EVERY = 500;
const MAX_LISTED = 20;

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const uploads = Number(values.uploads);
const seed = Number(values.seed);
if (!Number.isInteger(uploads) || uploads < 1 || !Number.isInteger(seed)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

console.log(`${uploads} uploads, seed ${seed}`);
const started = performance.now();
const { accepted, rejected, lost, doubled, uncheckedReadable, kills, faults } = await soak({
  uploads,
  seed,
  onSent: (count) => {
    if (count % PROGRESS_EVERY === 0) console.log(`${count} …`);
  },
});
console.log(`kills               ${kills}`);
console.log(`faults              ${faults}`);
console.log(`seconds             ${Math.round((performance.now() - started) / 1000)}`);
console.log(`accepted            ${accepted}`);
console.log(`rejected            ${rejected}`);
for (const [name, ids] of Object.entries({ lost, doubled, 'unchecked-readable': uncheckedReadable })) {
  console.log(`${name.padEnd(20)}${ids.length}`);
  ids.slice(0, MAX_LISTED).forEach((id) => console.log(`  ${id}`));
}
process.exitCode = lost.length + doubled.length + uncheckedReadable.length === 0 ? 0 : 1;
