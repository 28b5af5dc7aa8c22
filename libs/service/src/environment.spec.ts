import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';
import { readEnvironment } from './environment.js';

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

  it('never quotes a value, since it may be a secret', () => {
    expect(() => readEnvironment(Shape, { PORT: 'hunter2', SECRET: 's' })).toThrow(/^(?![^]*hunter2)/);
  });

  it('cannot be changed by anybody who holds it', () => {
    expect(Object.isFrozen(readEnvironment(Shape, { SECRET: 's' }))).toBe(true);
  });
});
