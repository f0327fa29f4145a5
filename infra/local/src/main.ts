import { CodedError } from '@switchyard/kernel';
import { parseArguments, type Arguments } from './arguments.js';
import { dns } from './commands/dns.js';
import { down } from './commands/down.js';
import { logs } from './commands/logs.js';
import { status } from './commands/status.js';
import { test } from './commands/test.js';
import { up } from './commands/up.js';
import { runDemo } from './demo/demo.js';
import { describeInstance } from './instance/instance.js';
import { openInstanceFolder } from './instance/instance-folder.js';
import { planInstance } from './plan.js';

/** Runs one command; the number is the exit code. */
async function run(args: Arguments): Promise<number> {
  switch (args.command) {
    case 'up':
      await up({ ...args, summary: true });
      return 0;
    case 'demo':
      return (await runDemo(describeInstance(planInstance(openInstanceFolder(args.instance))), args.json)) === 0 ? 0 : 1;
    case 'status':
      return (await status(planInstance(openInstanceFolder(args.instance)), args.json)) ? 0 : 1;
    case 'logs':
      return logs(openInstanceFolder(args.instance), args.subject, args.follow);
    case 'dns':
      return dns(planInstance(openInstanceFolder(args.instance)), args.subject);
    case 'down':
      await down(openInstanceFolder(args.instance));
      return 0;
    case 'test':
      return test(args);
  }
}

// A reader that goes away (`| head`) must not stop a half-done `up`.
process.stdout.on('error', () => undefined);
let exitCode = 1;
try {
  exitCode = await run(parseArguments(process.argv.slice(2)));
} catch (thrown) {
  if (!(thrown instanceof CodedError)) throw thrown;
  process.stderr.write(`switchyard: ${thrown.message}\n`);
}
// The command is done when its work is done; timers and idle connections of the calls it placed must not hold the terminal.
process.stdout.write('', () => process.exit(exitCode));
