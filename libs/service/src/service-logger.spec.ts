import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ServiceLogger } from './service-logger.js';

let written: string;
const write = jest.spyOn(process.stdout, 'write');

beforeEach(() => {
  written = '';
  write.mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => void write.mockReset());

const EVENT = { route: '/uploads/:id', status: 200, tenant: undefined, filename: 'a b\nstatus=500' };

describe('the log', () => {
  it('has one readable line for an event when it is pretty', () => {
    new ServiceLogger('pretty').log(EVENT, 'Http');
    expect(written).toMatch(/\[Http\] route=\/uploads\/:id status=200 filename="a b\\nstatus=500"\n$/);
    expect(written.trimEnd()).not.toContain('\n');
  });

  it('has one JSON object for an event when machines read it', () => {
    new ServiceLogger('json').log(EVENT, 'Http');
    expect(JSON.parse(written)).toMatchObject({ context: 'Http', message: { status: 200 } });
  });

  it('leaves out what Nest says of itself', () => {
    new ServiceLogger('pretty').log('Mapped {/x, GET} route', 'RouterExplorer');
    expect(written).toBe('');
  });
});
