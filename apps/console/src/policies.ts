import { createBackend, type Policy } from '#client';
import { amount } from './amount.js';
import { byId, create } from './element.js';
import { ENDPOINT } from './uploads.js';

/** Lists what may be uploaded, and says of the chosen policy what it takes. */
export async function showPolicies(): Promise<void> {
  const select = byId('policy', HTMLSelectElement);
  const takes = byId('takes', HTMLParagraphElement);
  const policies = new Map<string, Policy>();
  for (const policy of await createBackend({ endpoint: ENDPOINT, apiKey: '' }).policies())
    policies.set(policy.name, policy);
  select.replaceChildren(...Array.from(policies.keys(), (name) => create('option', { value: name }, name)));
  select.onchange = () => {
    const { contentTypes = [], maxBytes = 0 } = policies.get(select.value) ?? {};
    takes.textContent = `${contentTypes.join(', ')}; up to ${amount(maxBytes)}`;
  };
  select.onchange(new Event('change'));
}
