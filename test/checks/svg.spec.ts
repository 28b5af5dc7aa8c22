import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { genuineSvg, SVG } from './genuine/svg.js';
import { inspect, verdictOn } from './inspect.js';

describe('genuine SVG', () => {
  it.each(genuineSvg)('is accepted, and never shown inline: $name', async (sample) => {
    const { result, isWithinShare } = await inspect(await sample.bytes(), SVG);
    expect(result).toMatchObject({ contentType: SVG });
    expect(isWithinShare).toBe(true);
  });
});

describe('hostile SVG', () => {
  it('is a warning where the policy tolerates it', async () => {
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="x.png"/></svg>');
    const { result } = await inspect(bytes, SVG, { policy: { allow: ['external-reference'] } });
    expect(result).toMatchObject({ warnings: [{ code: 'external-reference' }] });
  });

  it('has a handler wherever one is put, and however it is written', async () => {
    const event = fc.stringMatching(/^[oO][nN][a-zA-Z]{1,12}$/);
    const element = fc.constantFrom('g', 'image', 'text', 'a', 'animate', 'title');
    const space = fc.constantFrom(' ', '\n', '\t\t', '\r\n');
    await fc.assert(
      fc.asyncProperty(event, element, space, fc.constantFrom('"', "'"), async (name, tag, gap, quote) => {
        const text = `<svg xmlns="http://www.w3.org/2000/svg"><${tag}${gap}${name}${gap}=${gap}${quote}x()${quote}/></svg>`;
        expect(await verdictOn(Buffer.from(text), SVG)).toBe('active-content');
      }),
    );
  });
});
