import { jest } from '@jest/globals';
import { setImmediate as macrotask } from 'node:timers/promises';
import { AirlockError } from '#core';
import { everythingBut } from '#testing';
import type { Call } from './call.js';
import { Ports } from './ports.js';
import type { Program } from './programs.js';

/** What the scheduler lets through: the answer to a call, or an error that hides whether the call took effect. */
export type Answer = { readonly value: unknown } | 'no answer';

/** The answer to one of a process's calls, which are counted from 0. */
export interface Answered {
  readonly number: number;
  readonly answer: Answer;
}

export interface SentCall {
  readonly number: number;
  readonly call: Call;
  /** The call in full, for telling worlds apart. */
  readonly text: string;
}

/** Where a process stands: what it has sent and not got an answer to, and whether it has ended. */
export interface Standing {
  readonly pending: readonly SentCall[];
  readonly ending: 'returned' | 'threw' | undefined;
}

/** Runs a program from its start, gives it these answers in this order, and tells where it then stands. */
export async function execute(program: Program, now: Date, history: readonly Answered[]): Promise<Standing> {
  jest.useFakeTimers({ now, doNotFake: everythingBut('Date') });
  try {
    const execution = new Execution(program);
    // A macrotask comes only after every microtask: whatever the process does between two calls is done.
    await macrotask();
    for (const answered of history) {
      execution.answer(answered);
      await macrotask();
    }
    return execution.standing();
  } finally {
    jest.useRealTimers();
  }
}

class Execution {
  private readonly sent: Call[] = [];
  private readonly open = new Map<number, (answer: Answer) => void>();
  private ending: Standing['ending'];
  private failure: unknown;

  constructor(program: Program) {
    program(new Ports((call) => this.send(call))).then(
      () => (this.ending = 'returned'),
      (error: unknown) => {
        this.ending = 'threw';
        this.failure = error;
      },
    );
  }

  answer({ number, answer }: Answered): void {
    const settle = this.open.get(number);
    if (settle === undefined)
      throw new Error(`call ${number} was not sent this time: the process is not deterministic`);
    this.open.delete(number);
    settle(answer);
  }

  standing(): Standing {
    const { ending, failure } = this;
    if (ending === 'threw' && !(failure instanceof AirlockError))
      throw new Error('the process has a bug', { cause: failure });
    if (ending === undefined && this.open.size === 0)
      throw new Error('the process waits for what is not a call');
    const pending = this.sent
      .map((call, number) => ({ number, call, text: JSON.stringify(call) }))
      .filter(({ number }) => this.open.has(number));
    return { pending, ending };
  }

  private send(call: Call): Promise<unknown> {
    const number = this.sent.push(call) - 1;
    return new Promise((resolve, reject) => {
      this.open.set(number, (answer) => {
        if (answer === 'no answer')
          reject(new AirlockError('dependency-unavailable', `no answer to ${call.name}`));
        else resolve(answer.value);
      });
    });
  }
}
