/**
 * Reads what the suite prints: mocha's list of unit tests, then TAP of the integration tests. Its index ends with 0 whatever mocha says,
 * and uac.js takes any failure before its middle for the one it waits for; so every test is counted by its name.
 */
export class SuiteOutput {
  #rest = '';
  #group = '';
  #mocha = [];
  #detail = [];
  #failed = [];
  #passed = [];
  #noise = [];

  take(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line.replaceAll('\r', ''));
  }

  #line(line) {
    const unit = /^(\s+)(?:✔|✓|√) (.*?)(?: \(\d+ms\))?$/.exec(line);
    const unitFailed = /^(\s+)(\d+)\) (.*)$/.exec(line);
    const tap = /^(not )?ok \d+ (.*)$/.exec(line);
    const heading = /^(\s+)(\S.*)$/.exec(line);
    if (unit) return this.#pass('unit', unit[2]);
    if (unitFailed && this.#group === '') return this.#fail('unit', unitFailed[3]);
    if (line.startsWith('# ')) return void (this.#group = line.slice(2));
    if (tap?.[1] === undefined && tap) return this.#pass(this.#group, tap[2]);
    if (tap) return this.#fail(this.#group, tap[2]);
    if (heading || line !== '') this.#noise.push(line);
    const last = this.#failed.at(-1);
    if (last && this.#group !== '' && last.lines.length < 40 && line !== '') last.lines.push(line);
  }

  #pass(group, name) {
    this.#passed.push(`${group}: ${name}`);
    console.log(`ok     ${group}: ${name}`);
  }

  #fail(group, name) {
    this.#failed.push({ name: `${group}: ${name}`, lines: [] });
    console.log(`FAILED ${group}: ${name}`);
  }

  /** What passed, and what failed: reported so, missing, or an end of the suite that no test explains. */
  conclude(expected, version, exitCode) {
    const failures = this.#failed.map(({ name, lines }) => ({ name, text: lines.join('\n') }));
    if (version !== expected.version) {
      const text = `expected-tests.json lists the tests of ${expected.version}; list those of ${version}`;
      return { passed: 0, failures: [{ name: `drachtio-srf ${version}`, text }] };
    }
    const left = [...this.#passed];
    for (const name of expected.tests) {
      const at = left.indexOf(name);
      if (at >= 0) left.splice(at, 1);
      else if (!failures.some((failure) => failure.name === name))
        failures.push({ name, text: 'did not run, or was swallowed by a failure before it' });
    }
    for (const name of left) failures.push({ name, text: 'is not in expected-tests.json' });
    if (exitCode !== 0 && failures.length === 0) failures.push({ name: 'suite', text: `ended with ${exitCode} although no test failed` });
    if (failures.length > 0) failures.push({ name: 'output', text: this.#noise.slice(-60).join('\n') });
    return { passed: this.#passed.length - left.length, failures, names: this.#passed };
  }
}
