import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { Route } from '@switchyard/call-flow';
import type { Initial } from '../call.js';
import { source } from '../steps/source.step.js';
import { answerOptions } from '../steps/options.step.js';

export const optionsRoute = Route.for<Initial>('OPTIONS').step(source).step(banned).step(sanity).step(reqInit).end(answerOptions);
