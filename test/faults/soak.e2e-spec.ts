import { describe, expect, it } from '@jest/globals';
import { soak } from '../soak/soak.js';

const UPLOADS = 300;
const seed = Date.now() % 1_000_000_000;

describe('a short soak', () => {
  it(`loses nothing, decides nothing twice and shows nothing unchecked (seed ${seed})`, async () => {
    const { accepted, rejected, lost, doubled, uncheckedReadable, kills, faults } = await soak({
      uploads: UPLOADS,
      seed,
    });
    expect({ lost, doubled, uncheckedReadable }).toEqual({ lost: [], doubled: [], uncheckedReadable: [] });
    expect(accepted + rejected).toBe(UPLOADS);
    expect(Math.min(accepted, rejected)).toBeGreaterThan(0);
    expect(kills).toBeGreaterThan(0); // or nothing was shown
    expect(faults).toBeGreaterThan(0);
  }, 600_000);
});
