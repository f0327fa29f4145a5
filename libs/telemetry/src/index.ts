export { drainOnSignal } from './drain-on-signal.js';
export { createHepCapture, type CapturedMessage, type HepCapture, type HepCaptureOptions } from './hep-capture.js';
export { parseHostAndPort, type HostAndPort } from './host-and-port.js';
export { createLogger, type AppLogger, type LoggerOptions } from './logger.js';
export { MASK, maskFields, maskText } from './mask.js';
export { createMetrics, type Metrics } from './metrics.js';
export { startOps, type CheckResult, type Health, type HealthCheck, type OpsOptions, type OpsServer } from './ops-server.js';
export * from './sampled-metric.js';
