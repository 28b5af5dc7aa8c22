import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: playwright-core downloads none. */
const EXECUTABLE = process.env.CHROMIUM ?? onPath();

/** A suite that needs a browser. Where there is none it is skipped, and its name says why. */
export function describeInChromium(name: string, suite: () => void): void {
  if (EXECUTABLE !== undefined) describe(`${name}, in Chromium`, suite);
  else describe.skip(`${name} (there is no Chromium: install it, or name it in CHROMIUM)`, suite);
}

export function launchChromium(): Promise<Browser> {
  // Root, as whom CI runs, has no sandbox. Nothing but pages of ours is opened.
  return chromium.launch({ executablePath: EXECUTABLE ?? '', args: ['--no-sandbox'] });
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
