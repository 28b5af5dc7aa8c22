// Imported first by whatever is run. Plain JavaScript that any Node can parse: it is what tells somebody with an old one.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Airlock needs Node 24 or newer, this is ${process.version}. Run \`npm ci\`, which brings its own on Linux x64, and go through npm: \`npm start\`, \`npm run …\`. Elsewhere install Node from https://nodejs.org.`,
  );
  process.exit(1);
}
