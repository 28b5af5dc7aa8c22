import { apiKey } from './api-key.js';
import { byId } from './element.js';
import { show } from './sign-in.js';
import { upload } from './uploads.js';

const files = byId('files', HTMLInputElement);
const drop = byId('drop', HTMLElement);

function send(chosen: Iterable<File>): void {
  const key = apiKey.get();
  if (key === null) return;
  for (const file of chosen) upload(file, byId('policy', HTMLSelectElement).value, key);
}

files.onchange = () => {
  send(files.files ?? []);
  files.value = ''; // the same file may be chosen again
};

// Anywhere: a browser would leave the page for a file that misses the frame.
document.ondragover = (event) => {
  event.preventDefault();
  drop.classList.add('over');
};
document.ondragleave = () => drop.classList.remove('over');
document.ondrop = (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  send(event.dataTransfer?.files ?? []);
};

await show();
