import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, set, value } from '../../__testUtils__/change';

const file = 'nats/alerts.yaml';
const expr = ['spec', 'groups', 0, 'rules', 0, 'expr'];
const at = `${file}:spec.groups[0].rules[0].expr`;
const alert = (text: string) => set(file, 'PrometheusRule', expr, text);

describePairs('reference/metrics', [
  {
    id: 'reference-metric',
    at,
    fires: alert('jetstream_server_store_bytes{namespace="nats"} > 5'),
    quiet: alert('nats_server_max_storage{namespace="nats"} > 5'),
  },
  {
    id: 'reference-metric',
    at,
    fires: alert('nats_varz_mem{namespace="natss"} > 5'),
    quiet: alert('nats_varz_mem{namespace="nats"} > 5'),
  },
  {
    id: 'reference-metric',
    at,
    fires: alert('sum(nats_consumer_num_pending{stream_name="JOBS"}) > 5'),
    quiet: alert(
      'sum(nats_consumer_num_pending{stream_name="JOBS",is_consumer_leader="true"}) > 5',
    ),
  },
  {
    id: 'reference-metric',
    at,
    fires: alert('nats_consumer_num_pending > 5'),
    quiet: alert('nats_varz_mem > 5'),
  },
]);

it.each<Quiet>([
  [
    'reference-metric',
    'metrics of a program, where the broker gives none',
    value(['promExporter', 'enabled'], false),
    alert('jetstream_of_mine > 5'),
  ],
  [
    'reference-metric',
    'namespaces of what is not the broker',
    alert('kube_pod_info{namespace="apps"} > 5'),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
