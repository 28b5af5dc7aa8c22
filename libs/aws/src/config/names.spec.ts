import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsBucketOrigins, IsQueueName, IsTopic } from './names.js';

class Names {
  @IsQueueName()
  readonly queue: string = 'scan';
  @IsTopic()
  readonly topic: string = 'events';
  @IsBucketOrigins()
  readonly origins: string = '*';
}
const problemsOf = (names: Partial<Names>): string[] =>
  validateSync(plainToInstance(Names, names)).map(({ property }) => property);

describe('a name', () => {
  it.each<Partial<Names>>([
    {},
    { topic: 'arn:aws:sns:eu-west-1:123456789012:events' },
    { origins: 'https://app.example.com' },
    { origins: 'http://localhost:5173' },
    { origins: 'https://a.example.com,https://b.example.com' },
  ])('may be %j', (names) => {
    expect(problemsOf(names)).toEqual([]);
  });

  it.each<Partial<Names>>([
    { queue: 'scan.fifo' },
    { queue: 'https://sqs.eu-west-1.amazonaws.com/123456789012/scan' },
    { topic: 'arn:aws:sqs:eu-west-1:123456789012:events' },
    { origins: 'https://app.example.com/' },
    { origins: 'https://app.example.com,' },
    { origins: '*,https://app.example.com' },
  ])('may not be %j', (names) => {
    expect(problemsOf(names)).toEqual(Object.keys(names));
  });
});
