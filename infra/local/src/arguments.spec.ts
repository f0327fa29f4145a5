import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.js';

describe('parseArguments', () => {
  it.each([
    [['up'], { command: 'up', instance: 'main', smoke: true }],
    [['up', '--instance', 'bench', '--no-smoke'], { command: 'up', instance: 'bench', smoke: false }],
    [['test'], { command: 'test', instance: 'test', subject: undefined }],
    [['test', 'libs/sip'], { command: 'test', subject: 'libs/sip' }],
    [['logs', 'users-proxy', '-f'], { command: 'logs', subject: 'users-proxy', follow: true }],
    [['status', '--json'], { command: 'status', json: true }],
    [['up', '--config', 'x.env', '--started-at', '5'], { config: 'x.env', startedAtMs: 5 }],
  ])('reads %j', (argv, expected) => {
    expect(parseArguments(argv)).toMatchObject(expected);
  });
  it.each([
    [['fly'], /unknown command 'fly'/],
    [['up', '--json'], /'up' has no option --json/],
    [['down', 'redis'], /'down' does not take 'redis'/],
    [['up', '--fast'], /--fast/],
    [['up', '--instance'], /instance/],
  ])('refuses %j', (argv, problem) => {
    expect(() => parseArguments(argv)).toThrow(problem);
  });
});
