import { placesOf, Quiet, Firing, value } from '../../__testUtils__/change';

const at = (path: string) => `nats/release.yaml:spec.values.${path}`;

it.each<Firing>([
  [
    'values-list-merge',
    at('podTemplate.merge.spec.volumes'),
    value(['podTemplate', 'merge', 'spec', 'volumes'], []),
  ],
  [
    'values-list-merge',
    at('container.merge.volumeMounts'),
    value(['container', 'merge', 'volumeMounts'], []),
  ],
  [
    'values-template-key',
    at('global.labels.$tplYaml'),
    value(['global', 'labels', '$tplYaml'], '{{ .Values }}'),
  ],
])('%s fires at %s', async (id, place, ...changes) => {
  expect(await placesOf(id, ...changes)).toContain(place);
});

it.each<Quiet>([
  [
    'values-list-merge',
    "the exporter's volumeMounts, which are empty in the chart",
  ],
  [
    'values-template-key',
    'templates in resources of their own',
    value(['extraResources'], [{ $tplYaml: 'x' }]),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
