import { describePairs } from '../../__testUtils__/describePairs';
import { placesOf, Quiet, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;

describePairs('values/merge', [
  {
    id: 'values-list-merge',
    at: at('podTemplate.merge.spec.volumes'),
    fires: value(['podTemplate', 'merge', 'spec', 'volumes'], []),
  },
  {
    id: 'values-list-merge',
    at: at('container.merge.volumeMounts'),
    fires: value(['container', 'merge', 'volumeMounts'], []),
  },
  {
    id: 'values-template-key',
    at: at('global.labels.$tplYaml'),
    fires: value(['global', 'labels', '$tplYaml'], '{{ .Values }}'),
  },
]);

it.each<Quiet>([
  [
    'values-template-key',
    'templates in resources of their own',
    value(['extraResources'], [{ $tplYaml: 'x' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
