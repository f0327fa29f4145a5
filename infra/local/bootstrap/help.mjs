export const HELP = `Usage: ./switchyard <command> [--instance name] [--config file]

  up                install what is missing, build, start the platform, place a smoke call, print addresses and logins
                    --no-build  run what is built    --no-smoke  place no call
  demo [--json]     place the demonstration calls and show each with route, duration, price, cost and cause
  status [--json]   every process with pid, address, health and memory
  logs [process]    the last lines of the logs; --follow to go on
  dns [domain]      zone files of all SIP domains, or of one: SRV and NAPTR of the users proxy addresses
  down              stop what 'up' started; data is kept
  test [filter]     run everything: checks, unit tests, flows against a real platform (instance 'test'), both databases
  help              this text

Settings (external services, log level, addresses): copy switchyard.env.example to switchyard.env, or use the environment.
An instance is a platform of its own in .switchyard/<name>/ on loopback addresses of its own; the default is 'main'.
`;
