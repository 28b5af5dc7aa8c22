// Plain JavaScript that any Node can parse: it is what tells somebody with an old one.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Airlock needs Node 24 or newer, this is ${process.version}. Run \`npm ci\` first: on Linux x64 it brings its own; elsewhere install it from https://nodejs.org.`,
  );
  process.exit(1);
}
