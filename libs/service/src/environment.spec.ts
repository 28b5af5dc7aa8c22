import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';
import { misspeltVariables, readEnvironment, readEnvironments } from './environment.js';

class Shape {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly PORT: number = 3000;

  @IsString()
  readonly SECRET!: string;

  @IsOptional()
  @IsString()
  readonly ENDPOINT?: string;
}

describe('readEnvironment', () => {
  it('converts what is set and keeps the defaults of what is not', () => {
    expect(readEnvironment(Shape, { PORT: '8080', SECRET: 's' })).toEqual({ PORT: 8080, SECRET: 's' });
    expect(readEnvironment(Shape, { SECRET: 's' }).PORT).toBe(3000);
  });

  it('takes an empty variable for an unset one', () => {
    expect(readEnvironment(Shape, { PORT: '', SECRET: 's', ENDPOINT: '' })).toEqual({
      PORT: 3000,
      SECRET: 's',
    });
  });

  it('leaves out variables that the shape does not name', () => {
    expect(readEnvironment(Shape, { SECRET: 's', HOME: '/root' })).not.toHaveProperty('HOME');
  });

  describe('with a variable in a file', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'airlock-environment-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const file = async (contents: string | Buffer): Promise<string> => {
      const path = join(folder, randomUUID());
      await writeFile(path, contents);
      return path;
    };

    it('reads it, without the line break at its end', async () => {
      expect(readEnvironment(Shape, { SECRET_FILE: await file('hunter2\n') })).toEqual({
        PORT: 3000,
        SECRET: 'hunter2',
      });
    });

    it('takes an entry a line for a list', async () => {
      const path = await file('a:1\r\n\n  b:2 \nc:3,d:4\n');
      expect(readEnvironment(Shape, { SECRET_FILE: path }).SECRET).toBe('a:1,b:2,c:3,d:4');
    });

    it('refuses it where the variable is set as well', async () => {
      const SECRET_FILE = await file('hunter2');
      expect(() => readEnvironment(Shape, { SECRET: 's', SECRET_FILE })).toThrow(
        'SECRET and SECRET_FILE are both set',
      );
      expect(readEnvironment(Shape, { SECRET: '', SECRET_FILE }).SECRET).toBe('hunter2');
    });

    it.each([
      ['is not there', async () => join(folder, 'hunter2')],
      ['is a folder', async () => folder],
      ['is empty', () => file(' \n')],
      ['is too large', () => file(Buffer.alloc(1024 * 1024 + 1, 'x'))],
    ])('refuses a file that %s, and does not say its name', async (_, path) => {
      const SECRET_FILE = await path();
      expect(() => readEnvironment(Shape, { SECRET_FILE })).toThrow(
        /^(?![^]*(?:hunter2|airlock-environment))[^]*SECRET_FILE names no text file/,
      );
    });

    it('leaves a setting alone whose own name ends like that', () => {
      class Policies {
        @IsOptional()
        @IsString()
        readonly POLICIES?: string;
        @IsString()
        readonly POLICIES_FILE: string = 'policies.json';
      }
      expect(readEnvironment(Policies, { POLICIES_FILE: 'other.json' })).toEqual({
        POLICIES_FILE: 'other.json',
      });
    });
  });

  it('lists every problem at once', () => {
    expect(() => readEnvironment(Shape, { PORT: 'x' })).toThrow(/PORT[^]*SECRET/);
  });

  it('lists the problems of several shapes at once', () => {
    class Other {
      @IsInt()
      readonly OTHER!: number;
    }
    expect(() => readEnvironments([Shape, Other], { PORT: 'x' })).toThrow(/PORT[^]*SECRET[^]*OTHER/);
  });

  it('says what a name that nobody reads may have been meant to be, and no value', () => {
    expect(() => readEnvironment(Shape, { SERCET: 'hunter2' })).toThrow(
      /^(?![^]*hunter2)[^]*SERCET is no setting; is SECRET meant\?/,
    );
  });

  it('has no such hint for what is set, or is no name of ours', () => {
    const hints = misspeltVariables([Shape], {
      SECRET: 's',
      SECRETS: 's',
      HOME: '/',
      ENDPONT: 'x',
      PATH: '',
    });
    expect(hints).toEqual(['ENDPONT is no setting; is ENDPOINT meant?']);
  });

  it('never quotes a value, since it may be a secret', () => {
    expect(() => readEnvironment(Shape, { PORT: 'hunter2', SECRET: 's' })).toThrow(/^(?![^]*hunter2)/);
  });

  it('cannot be changed by anybody who holds it', () => {
    expect(Object.isFrozen(readEnvironment(Shape, { SECRET: 's' }))).toBe(true);
  });
});
