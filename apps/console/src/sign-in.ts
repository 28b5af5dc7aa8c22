import { AirlockError, createBackend } from '#client';
import { apiKey } from './api-key.js';
import { byId } from './element.js';
import { showPolicies } from './policies.js';
import { ENDPOINT } from './uploads.js';

const form = byId('sign-in', HTMLFormElement);
const input = byId('key', HTMLInputElement);
const problem = byId('problem', HTMLElement);
const signOut = byId('sign-out', HTMLButtonElement);

/** Shows what there is for whoever is signed in, or the form. */
export async function show(): Promise<void> {
  const isSignedIn = apiKey.get() !== null;
  form.hidden = isSignedIn;
  signOut.hidden = !isSignedIn;
  byId('uploading', HTMLElement).hidden = !isSignedIn;
  if (isSignedIn) await showPolicies();
}

form.onsubmit = (event) => {
  event.preventDefault();
  void signIn(input.value.trim());
};

async function signIn(key: string): Promise<void> {
  problem.textContent = '';
  try {
    if (!(await isValid(key))) throw new Error('Airlock does not know this key.');
    apiKey.keep(key);
    input.value = '';
    await show();
    byId('policy', HTMLSelectElement).focus();
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error);
    input.focus();
  }
}

/** Of an upload that is not there nobody is told but whoever has a key. */
async function isValid(key: string): Promise<boolean> {
  try {
    await createBackend({ endpoint: ENDPOINT, apiKey: key }).status('none');
    return true;
  } catch (error) {
    if (error instanceof AirlockError && error.code === 'unauthenticated') return false;
    if (error instanceof AirlockError && error.code === 'upload-not-found') return true;
    throw error;
  }
}

signOut.onclick = () => {
  apiKey.forget();
  location.reload(); // with it goes all that the page knows of uploads
};
