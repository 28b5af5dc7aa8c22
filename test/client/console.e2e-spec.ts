import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { executable, genuinePdf } from '../e2e/support/samples.js';
import { describeInChromium, launchChromium } from './support/chromium.js';

const GATEWAY = process.env.AIRLOCK_URL ?? '';
const KEY = process.env.AIRLOCK_API_KEY ?? '';
const PHONE = { width: 320, height: 640 };
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

declare global {
  var axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

describeInChromium('the console', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let offer: { name: string; mimeType: string; buffer: Buffer };
  const program = { name: 'program.pdf', mimeType: 'application/pdf', buffer: executable() };
  /** What the browser complains about, a breach of the content security policy among it. */
  let complaints: string[];

  beforeAll(async () => {
    offer = { name: 'offer.pdf', mimeType: 'application/pdf', buffer: await genuinePdf() };
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(() => open());
  afterEach(() => context.close());

  async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    complaints = [];
    context = await browser.newContext(options);
    page = await context.newPage();
    page.setDefaultTimeout(120_000); // longer than a visibility timeout
    page.on('filechooser', () => undefined); // from now on no dialog of the system is opened
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    await page.goto(GATEWAY);
  }

  async function signIn(): Promise<void> {
    await page.getByLabel('API key').fill(KEY);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Policy').waitFor();
  }

  const choose = (...files: (typeof offer)[]) => page.getByLabel('Drop files here').setInputFiles(files);
  const card = (name: string): Locator => page.getByRole('listitem').filter({ hasText: name });
  const shows = (name: string, text: string | RegExp) => card(name).getByText(text).first().waitFor();

  async function violations(): Promise<string[]> {
    await page.evaluate(await readFile(AXE, 'utf8'));
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it('is where / leads, and lets nobody in without a key', async () => {
    expect(new URL(page.url()).pathname).toBe('/console/');
    await page.getByLabel('API key').fill('nobody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('does not know this key').waitFor();
    expect(await page.getByLabel('Policy').isVisible()).toBe(false);
  });

  it('keeps the key for the tab, until whoever has it signs out', async () => {
    await signIn();
    await page.reload();
    await page.getByLabel('Policy').waitFor();
    const another = await context.newPage();
    await another.goto(GATEWAY);
    await another.getByLabel('API key').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
  });

  it('uploads several files at once and shows what became of each, by mouse', async () => {
    await signIn();
    await page.getByLabel('Policy').selectOption('office');
    await page.getByText('up to 50 MiB').waitFor();
    await choose(offer, program);
    await shows('offer.pdf', 'Validated: application/pdf, 79.1 KiB');
    await shows('program.pdf', /^Rejected, type-mismatch: /);
    await shows('program.pdf', /^Declared as application\/pdf, detected as application\/x-elf/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download offer.pdf' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('offer.pdf');
    expect((await readFile(await download.path())).equals(offer.buffer)).toBe(true);

    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Erase offer.pdf' }).click();
    await shows('offer.pdf', 'Erased');
    expect(await card('offer.pdf').getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('takes files that are dropped', async () => {
    await signIn();
    await page.evaluate((base64) => {
      const { DataTransfer, DragEvent, document } = globalThis as unknown as {
        DataTransfer: new () => { items: { add(file: File): void } };
        DragEvent: new (name: string, init: object) => Event;
        document: EventTarget;
      };
      const dataTransfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], 'dropped.pdf'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, offer.buffer.toString('base64'));
    await shows('dropped.pdf', /^Validated/);
  });

  it('says why the gateway refuses a file, and can cancel one', async () => {
    await signIn();
    await choose({ ...offer, name: 'picture.png', mimeType: 'image/png' });
    await shows('picture.png', /^contentType must be one of/);
    await page.route('**/airlock/incoming/**', () => undefined); // a storage that never answers
    await choose(offer);
    await page.getByRole('button', { name: 'Cancel offer.pdf' }).click();
    await shows('offer.pdf', 'Cancelled');
  });

  it('works by keyboard alone', async () => {
    const focused = async (locator: Locator) => {
      for (let tabs = 0; tabs < 12; tabs++) {
        if (
          await locator.evaluate((element) =>
            (element as { matches(selector: string): boolean }).matches(':focus'),
          )
        )
          return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no Tab leads to ${String(locator)}`);
    };
    await focused(page.getByLabel('API key'));
    await page.keyboard.type(KEY);
    await page.keyboard.press('Enter');
    await page.getByLabel('Policy').waitFor();
    await focused(page.getByLabel('Policy'));
    await page.keyboard.type('office');
    await focused(page.getByLabel('Drop files here'));
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles([offer]);
    await shows('offer.pdf', /^Validated/);
    await page.getByRole('status').getByText('offer.pdf: Validated').waitFor({ state: 'attached' });
    await focused(page.getByRole('button', { name: 'Download offer.pdf' }));
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await focused(page.getByRole('button', { name: 'Erase offer.pdf' }));
    page.once('dialog', (dialog) => void dialog.accept());
    await page.keyboard.press('Enter');
    await shows('offer.pdf', 'Erased');
    await page.keyboard.press('Shift+Tab'); // focus has not been lost to the top of the page
    await focused(page.getByLabel('Drop files here'));
  });

  it.each([
    ['by day', { colorScheme: 'light' as const }],
    ['by night', { colorScheme: 'dark' as const }],
    ['on a phone', { viewport: PHONE }],
  ])('gives axe nothing to complain about, %s', async (_, options) => {
    await context.close();
    await open(options);
    expect(await violations()).toEqual([]);
    await signIn();
    await choose(offer, program);
    await shows('offer.pdf', /^Validated/);
    await shows('program.pdf', /^Rejected/);
    expect(await violations()).toEqual([]);
    const width = await page.evaluate(
      () =>
        (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document
          .documentElement.scrollWidth,
    );
    expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  });
});
