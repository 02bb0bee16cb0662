import { resourceFromAttributes } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry-v2';

/** Drops every span: tracing is part of the workflow interceptors, and thereby of histories, before anything is exported. */
const discardSpans: SpanProcessor = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

/**
 * The tracing plugin for Temporal clients, workers, workflow bundles and replays of one process.
 * All of them must carry it always: adding or removing workflow interceptors changes what a replay expects.
 */
export function makeTracingPlugin(service: string): OpenTelemetryPlugin {
  return new OpenTelemetryPlugin({
    resource: resourceFromAttributes({ 'service.name': `taskmaster-planner-${service}` }),
    spanProcessor: discardSpans,
  });
}
