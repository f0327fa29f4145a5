// First program of `./switchyard`: runs with nothing but Node. It brings npm packages, OS packages, the unpacked programs and
// the build up to date, then hands over to the compiled runner in ../dist.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`switchyard: Node ${process.versions.node} is too old. Install Node 20.19 or newer, then run this again.\n`);
  process.exit(1);
}
// A reader that goes away (`| head`) must not stop a half-done `up`.
process.stdout.on('error', () => undefined);
const { start } = await import('./start.mjs');
process.exitCode = await start(process.argv.slice(2));
