import { describe } from '@jest/globals';
import * as client from '#client';
import { attempt, type Asked, type Outcome } from './attempt.js';
import { describeInChromium, launchChromium } from './chromium.js';
import { startProduct } from './product.js';

/** Where the client runs. */
export interface Runtime {
  /** Of the page, if it is one. */
  readonly origin?: string;
  attempt(asked: Asked): Promise<Outcome>;
  /** The user leaves. */
  abort(): Promise<void>;
  /** From here nobody can be reached; resolves once that was noticed. `cut` breaks what is under way. */
  whileOffline(cut: () => void): Promise<void>;
  close(): Promise<void>;
}

/** What holds wherever the client runs, XMLHttpRequest or fetch. */
export function describeEverywhere(name: string, suite: (start: () => Promise<Runtime>) => void): void {
  describe(`${name}, in Node`, () => suite(async () => inNode));
  describeInChromium(name, () => suite(inChromium));
}

const inNode: Runtime = {
  attempt: (asked) => {
    globalThis.client = client;
    return attempt(asked);
  },
  abort: async () => globalThis.leave.abort(),
  whileOffline: async (cut) => cut(),
  close: async () => undefined,
};

/** So that 8 MB take longer than the 50 ms in which Chromium tells of progress once at most. */
const UPLINK = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000_000 };

/** A page of another origin than the gateway's and the storage's. */
async function inChromium(): Promise<Runtime> {
  const product = await startProduct();
  const browser = await launchChromium();
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', UPLINK);
  await page.goto(product.origin);
  return {
    origin: product.origin,
    attempt: (asked) => page.evaluate(attempt, asked),
    abort: () => page.evaluate(() => globalThis.leave.abort()),
    whileOffline: async (cut) => {
      // Asked for before: what is on its way may fail as soon as the network is gone.
      const hasTried = page.waitForEvent('requestfailed', {
        predicate: (request) => String(request.failure()?.errorText).includes('INTERNET_DISCONNECTED'),
        timeout: 0, // the test's own
      });
      // Not by `setOffline`: of two sessions that say how the network is, Chromium obeys one.
      await network.send('Network.emulateNetworkConditions', { ...UPLINK, offline: true });
      cut();
      await hasTried;
      await network.send('Network.emulateNetworkConditions', UPLINK);
    },
    close: async () => {
      await browser.close();
      await product.close();
    },
  };
}
