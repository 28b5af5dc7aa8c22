import type { Setting } from './world/setting.js';

const OVERWRITES = { conditions: { clientNeverOverwrites: false } } as const;

/** Worlds small enough to be explored to the end in a second or two. */
export const smallWorlds = {
  'one scanner and 2 faults': { puts: ['doubtful'], scanners: 1, faults: 2 },
  '2 scanners that disagree, told twice': { puts: ['doubtful'], scanners: 2, duplicates: 1, faults: 1 },
  'a client that replays its URL': { puts: ['doubtful', 'evil', 'good 3'], scanners: 2, faults: 1 },
  'a client that overwrites': { puts: ['doubtful', 'good 2'], scanners: 2, faults: 1, ...OVERWRITES },
  'a client that overwrites under the reader': {
    puts: ['good', 'evil', 'good 3'],
    scanners: 2,
    readsTwice: true,
    ...OVERWRITES,
  },
  'a client that writes the same bytes again': {
    puts: ['good', 'good'],
    scanners: 2,
    faults: 1,
    ...OVERWRITES,
  },
  'an eraser that dies for good': {
    puts: ['evil'],
    scanners: 1,
    erasures: 1,
    faults: 2,
    givesUpErasing: true,
  },
  'an eraser that is not asked again': {
    puts: ['good'],
    scanners: 1,
    erasures: 1,
    faults: 1,
    givesUpErasing: true,
    erasesQuickly: true,
  },
  'an eraser': { puts: ['doubtful'], scanners: 1, erasures: 1, faults: 1 },
  '2 erasers': { puts: ['good'], scanners: 1, erasures: 2 },
  'an eraser and 2 scanners': { puts: ['doubtful'], scanners: 2, duplicates: 1, erasures: 1 },
  'an eraser and a client that replays its URL': { puts: ['good', 'doubtful'], scanners: 2, erasures: 1 },
  'a lost notification': { puts: ['good', 'evil'], scanners: 2, losses: 2, isSwept: true, faults: 1 },
  'a sweeper that gives up': {
    puts: ['doubtful', 'good 2'],
    scanners: 1,
    sweeps: 1,
    losses: 1,
    isSwept: true,
    growsOld: true,
  },
  'a dead letter': {
    puts: ['doubtful'],
    scanners: 2,
    duplicates: 1,
    faults: 1,
    maxReceiveCount: 1,
    isSwept: true,
  },
  'a dropped dead letter': {
    puts: ['good', 'evil'],
    scanners: 2,
    faults: 1,
    drops: 1,
    maxReceiveCount: 1,
    isSwept: true,
  },
} as const satisfies Record<string, Setting>;

/** Each breaks one assumption that the design makes, and what comes of it. */
export const brokenAssumptions = {
  'an erase that nobody asks for again and whose last write takes 15 minutes': {
    setting: { puts: ['good'], scanners: 1, erasures: 1, faults: 1, givesUpErasing: true },
    problem: 'something is left in clean/',
  },
  'an operator who drops the message of a scanner that died': {
    setting: {
      puts: ['doubtful'],
      scanners: 2,
      duplicates: 1,
      faults: 1,
      maxReceiveCount: 1,
      drops: 1,
      isSwept: true,
    },
    problem: 'something is left in clean/',
  },
  'a client that can write over what is there, and a dead letter': {
    setting: {
      puts: ['good', 'evil'],
      scanners: 1,
      faults: 1,
      maxReceiveCount: 1,
      isSwept: true,
      ...OVERWRITES,
    },
    problem: 'nobody was told the verdict',
  },
  'a scanner that works on for 15 minutes without its message, and dies': {
    setting: { puts: ['doubtful'], scanners: 2, faults: 2, outlivesDelays: true },
    problem: 'something is left in clean/',
  },
} as const satisfies Record<string, { setting: Setting; problem: string }>;

/** As {@link brokenAssumptions}, a minute each. */
export const largeBrokenAssumptions = {
  'an eraser that takes 15 minutes and dies': {
    setting: { puts: ['good'], scanners: 1, erasures: 1, faults: 2 },
    problem: 'something is left in clean/',
  },
} as const satisfies Record<string, { setting: Setting; problem: string }>;

/** A minute each. */
export const largeWorlds = {
  'one scanner and 4 faults': { puts: ['doubtful', 'evil'], scanners: 1, faults: 4 },
  '2 scanners that disagree and 2 faults': { puts: ['doubtful'], scanners: 2, faults: 2 },
  '3 scanners, told 3 times': { puts: ['doubtful'], scanners: 3, duplicates: 2 },
  'an eraser and 2 faults': { puts: ['doubtful'], scanners: 1, erasures: 1, faults: 2, erasesQuickly: true },
  'an eraser and a sweeper that gives up': {
    puts: ['doubtful', 'good 2'],
    scanners: 2,
    erasures: 1,
    losses: 1,
    isSwept: true,
    sweeps: 1,
    growsOld: true,
  },
  'an eraser, 2 scanners and a fault': {
    puts: ['doubtful'],
    scanners: 2,
    duplicates: 1,
    erasures: 1,
    faults: 1,
  },
} as const satisfies Record<string, Setting>;
