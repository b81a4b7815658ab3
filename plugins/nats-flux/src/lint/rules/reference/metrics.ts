import { listAt, textAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { RepositoryRule, warning } from '../../RepositoryRule';

/** Beginnings of names that other exporters, and other settings of this one, give. */
const OTHER_NAMES = /(?<![\w:"'])(?:jetstream|gnatsd)_\w+/;

/** Rows of a consumer, which every server with a copy of it reports. */
const OF_CONSUMERS = /(?<![\w:"'])nats_consumer_\w+(?!\w)(\{[^}]*\})?/g;
const LEADER = /\bis_consumer_leader=~?"true"/;

const NAMESPACE = /\bnamespace="([^"]+)"/g;

function* rulesOf(data: unknown) {
  for (const [i, group] of listAt(data, ['spec', 'groups']).entries()) {
    for (const [j, rule] of listAt(group, ['rules']).entries()) {
      const path = ['spec', 'groups', i, 'rules', j, 'expr'];
      yield { path, expr: textAt(rule, ['expr']) ?? '' };
    }
  }
}

/** reference-metric: alerts that are about nothing, and never fire. */
export const metricRules: RepositoryRule[] = [
  function* metrics({ natsReleases, of }) {
    const exported = natsReleases.filter(({ values }) =>
      isOn(values, ['promExporter', 'enabled']),
    );
    if (exported.length === 0) {
      return;
    }
    const namespaces = natsReleases.map(({ namespace }) => namespace);
    for (const manifest of of('monitoring.coreos.com', 'PrometheusRule')) {
      for (const { path, expr } of rulesOf(manifest.data)) {
        const [other] = OTHER_NAMES.exec(expr) ?? [];
        const everyCopy = [...expr.matchAll(OF_CONSUMERS)].some(
          ([, matchers]) => !LEADER.test(matchers ?? ''),
        );
        const elsewhere = /\bnats_/.test(expr)
          ? [...expr.matchAll(NAMESPACE)].find(
              ([, namespace]) => !namespaces.includes(namespace),
            )
          : undefined;
        if (other) {
          yield warning(
            'reference-metric',
            manifest,
            path,
            `the chart's exporter gives names that begin with nats_, and ${other} is none: there is no such row, and the alert never fires; see what /metrics of the exporter has`,
          );
        } else if (elsewhere) {
          yield warning(
            'reference-metric',
            manifest,
            path,
            `no broker of this repository runs in the namespace ${
              elsewhere[1]
            } (${namespaces.join(
              ', ',
            )}): where none does, there is no such row, and the alert never fires; mend the namespace`,
          );
        } else if (everyCopy) {
          yield warning(
            'reference-metric',
            manifest,
            path,
            'each server reports its copy of a consumer, and only the row of the leader is true: copies that are behind make the alert fire, or sums count a message several times; add is_consumer_leader="true"',
          );
        }
      }
    }
  },
];
