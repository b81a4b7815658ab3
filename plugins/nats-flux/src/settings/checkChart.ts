import { Finding } from '@nats-portal/plugin-nats-common';
import { warning } from './findings';
import { NATS_CHART_VERSION } from './natsChartVersion';
import { Settings } from './Settings';

/** settings-chart-version: a chart that nobody has held these files against. */
export function* checkChart({ chartVersion }: Settings): Iterable<Finding> {
  if (chartVersion !== undefined && chartVersion !== NATS_CHART_VERSION) {
    yield warning(
      'settings-chart-version',
      'chartVersion',
      `the files and their checks were held against the templates of the chart ${NATS_CHART_VERSION}; Helm ignores a key that ${chartVersion} does not know in silence, so look at what it renders first`,
    );
  }
}
