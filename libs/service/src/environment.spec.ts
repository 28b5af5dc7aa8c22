import { describe, expect, it } from '@jest/globals';
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
